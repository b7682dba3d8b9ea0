export { makeFolder } from './make-folder.js';
export { FileMissing, FileRemoved, StoredFiles, type KeptBytes, type NewFile } from './stored-files.js';
