export type { ZipLimits } from './entry.rules.js';
export { ArchiveRefused, type ArchiveFault } from './errors.js';
export { ZipArchive } from './zip-archive.js';
export { zipPieces, type ZipSource } from './zip-writer.js';
