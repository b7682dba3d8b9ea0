import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErasureCertificate } from './certificate.js';

/** An erasure that has begun; of the district it holds what the certificate holds. */
export interface Erasure {
  /** The path of the certificate, without its ending. */
  name: string;
  certificate: ErasureCertificate;
  backupsToo: boolean;
}

/** Until the certificate is complete this lies in the data folder, so that an erasure that was cut off goes on where it was. */
const fileIn = (dataDir: string): string => join(dataDir, 'erasing.json');

export async function unfinishedErasure(dataDir: string): Promise<Erasure | null> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : (JSON.parse(text) as Erasure);
}

export async function markErasure(dataDir: string, erasure: Erasure): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const unfinished = `${fileIn(dataDir)}.part`;
  await writeFile(unfinished, JSON.stringify(erasure), { mode: 0o600, flush: true });
  await rename(unfinished, fileIn(dataDir));
}

export const unmarkErasure = (dataDir: string): Promise<void> => rm(fileIn(dataDir), { force: true });
