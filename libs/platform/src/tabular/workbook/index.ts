export { openWorkbook } from './workbook.js';
export { sheetRows, type SheetFacts } from './sheet-rows.js';
export { BREAK_IN_CELL, sheetText } from './sheet-text.js';
