/** The code of a source is the name of its folder, too. The database checks it by the same pattern (`ck_roster_source_code`). */
export const SOURCE_CODE = /^[a-z0-9][a-z0-9-]{0,39}$/;
export const isSourceCode = (text: string): boolean => SOURCE_CODE.test(text);
