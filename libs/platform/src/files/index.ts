export { FileMissing, StoredFiles, type KeptBytes, type NewFile } from './stored-files.js';
