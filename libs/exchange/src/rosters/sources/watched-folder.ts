/** In the folder of a source: what was taken as it is kept, and the reasons of what could not be read. */
export const DONE = 'done';
export const REFUSED = 'refused';
