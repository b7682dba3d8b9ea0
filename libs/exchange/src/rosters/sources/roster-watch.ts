import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { OnApplicationBootstrap, OnModuleInit } from '@nestjs/common';
import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '@app/kernel';
import type { JobHandler } from '@app/platform';
import { JobRegistry, Settings, StoredFiles, Viewer } from '@app/platform';
import { ROSTERS } from '../runs/roster-intake.js';
import type { RosterPackage } from '../files/roster-package.js';
import { folderPackage, packageAt } from '../files/roster-package.js';
import { RosterSourcesService } from './roster-sources.service.js';
import { clean } from '../runs/clean-folder.js';
import type { RefusedPackage } from '../runs/roster-run.js';
import { RAW_ROSTERS } from '../runs/roster-upload.service.js';
import { RostersService } from '../runs/rosters.service.js';
import { DONE, REFUSED } from './watched-folder.js';

/** A file that grew within this time is still being written. */
const STILL_MS = 60_000;
/** An upload that has not grown within this time is of a server that was killed. */
const RAW_MS = 900_000;

/**
 * The folders `DATA_DIR/rosters/<code>`: every zip file, every folder and the loose tables in one is a package. What was
 * taken is in `done` as it is kept, without what is not read. What cannot be read may have anything in it: of that a run
 * that failed and the reason in `refused` are kept, with names, sizes and hashes, and the files are taken away.
 */
@Injectable()
export class RosterWatch implements JobHandler, OnModuleInit, OnApplicationBootstrap {
  readonly queue = 'exchange.watch-rosters';
  private readonly logger = new Logger('Rosters');

  constructor(
    private readonly settings: Settings,
    private readonly files: StoredFiles,
    private readonly sources: RosterSourcesService,
    private readonly rosters: RostersService,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.registerJob(this);
  }

  /** What a process that was killed left behind goes on with the next one, not only when its job is given up. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.runsJobs) await this.rosters.resume();
  }

  async run(): Promise<void> {
    await this.rosters.resume();
    await clean(join(this.settings.DATA_DIR, 'files', RAW_ROSTERS), RAW_MS);
    for (const { id, code, watched, active } of await this.sources.list())
      if (watched && active) await this.look(id, code);
  }

  /** One look into the folder of a source, the oldest package first. `now`: milliseconds since 1970. */
  async look(sourceId: string, code: string, now = Date.now()): Promise<void> {
    const folder = join(this.settings.DATA_DIR, 'rosters', code);
    for (const name of ['', DONE, REFUSED]) await mkdir(join(folder, name), { recursive: true, mode: 0o700 });
    for (const { name, paths } of await deliveries(folder, now)) await this.takeOne(sourceId, folder, name, paths);
  }

  private async takeOne(sourceId: string, folder: string, name: string, paths: readonly string[]): Promise<void> {
    const stamp = new Date().toISOString().replace(/[:.]/g, '-');
    let source: RosterPackage | undefined;
    try {
      source = await (name === LOOSE ? looseIn(folder) : packageAt(join(folder, name)));
      const run = await this.rosters.take(Viewer.system('rosters'), sourceId, source, {
        cameBy: 'folder',
        unattended: true,
      });
      const kept = join(folder, DONE, `${stamp}-${name.replace(/\.zip$/i, '')}.zip`);
      await pipeline(
        this.files.stream({ id: run.fileId!, purpose: ROSTERS }),
        createWriteStream(kept, { mode: 0o600 }),
      );
      for (const path of paths) await rm(path, { recursive: true, force: true });
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
      await this.refuse(sourceId, { name, paths, note: join(folder, REFUSED, `${stamp}-${name}.txt`) }, error);
    } finally {
      source?.close();
    }
  }

  private async refuse(
    sourceId: string,
    { name, paths, note }: { name: string; paths: readonly string[]; note: string },
    { code, message, details }: DomainError,
  ): Promise<void> {
    this.logger.warn({ event: 'roster.refused', sourceId, code });
    const files = await described(paths);
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    await this.rosters.refuse({
      sourceId,
      refused: { name, bytes, files },
      failure: { code, message, details: { ...details } },
    });
    const lines = files.map((file) => `${file.name}: ${file.bytes} bytes, SHA-256 ${file.sha256}`);
    await writeFile(note, [`${message} (${code})`, JSON.stringify(details), ...lines, ''].join('\n'), { mode: 0o600 });
    for (const path of paths) await rm(path, { recursive: true, force: true });
  }
}

/** The files at these paths and in the folders there, to be recognised by. */
async function described(paths: readonly string[]): Promise<RefusedPackage['files']> {
  const files: RefusedPackage['files'] = [];
  for (const path of paths) {
    const inside = (await stat(path)).isDirectory()
      ? await readdir(path, { recursive: true, withFileTypes: true })
      : null;
    const found = inside?.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of found ?? [path]) {
      const hash = createHash('sha256');
      for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
      const name = relative(dirname(path), file);
      files.push({ name, bytes: (await stat(file)).size, sha256: hash.digest('hex') });
    }
  }
  return files;
}

/** Tables that lie in the folder itself are one package. */
const LOOSE = 'files';

const looseIn = async (folder: string): Promise<RosterPackage> => folderPackage(folder, { inside: false });

/** What lies there and does not grow any more, the oldest first. */
async function deliveries(folder: string, now: number): Promise<{ name: string; paths: string[] }[]> {
  const found: { name: string; paths: string[]; at: number }[] = [];
  const loose: { path: string; at: number }[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.name.startsWith('.') || entry.isSymbolicLink()) continue;
    if (entry.isFile() && /\.(?:csv|txt)$/i.test(entry.name)) loose.push({ path, at: (await stat(path)).mtimeMs });
    else if (entry.isFile() && /\.zip$/i.test(entry.name))
      found.push({ name: entry.name, paths: [path], at: (await stat(path)).mtimeMs });
    else if (entry.isDirectory() && entry.name !== DONE && entry.name !== REFUSED)
      found.push({ name: entry.name, paths: [path], at: await newest(path) });
  }
  if (loose.length > 0)
    found.push({ name: LOOSE, paths: loose.map(({ path }) => path), at: Math.max(...loose.map(({ at }) => at)) });
  return found.filter(({ at }) => now - at >= STILL_MS).sort((a, b) => a.at - b.at);
}

/** When something in a folder was last written. An empty one is not there yet. */
async function newest(folder: string): Promise<number> {
  const names = await readdir(folder);
  if (names.length === 0) return Infinity;
  return Math.max(...(await Promise.all(names.map(async (name) => (await stat(join(folder, name))).mtimeMs))));
}
