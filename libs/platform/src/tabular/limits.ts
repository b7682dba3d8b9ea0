export const MOST_COLUMNS = 200;
/** Characters in one cell; a longer one refuses its row. */
export const LONGEST_CELL = 32_768;
/** Characters in one record; a longer one refuses the file: a quotation mark is missing, or somebody tries us. */
export const LONGEST_RECORD = 1_000_000;
