import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** One file of the built web app, ready to be sent. */
export interface SiteFile {
  readonly type: string;
  readonly etag: string;
  readonly body: Buffer;
  /** Compressed when first asked for, then kept. `null` where it does not help. */
  gzipped(): Promise<Buffer> | null;
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const PACKED_ALREADY = new Set(['.jpg', '.mp3', '.png', '.webp', '.woff2']);
const compress = promisify(gzip);

/**
 * Reads the whole built web app (some megabytes) into memory: addresses are looked up in a closed list, no address ever
 * becomes a path. Files of an unknown kind and hidden ones are left out.
 * @returns files by address: `/assets/index-3f2a.js`
 */
export async function readSite(folder: string): Promise<ReadonlyMap<string, SiteFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(
    (entry) => entry.isFile() && !entry.name.startsWith('.') && extname(entry.name) in TYPES,
  );
  return new Map(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name);
        const address = path.slice(folder.length).replaceAll('\\', '/');
        return [address, siteFile(extname(name), await readFile(path))] as const;
      }),
    ),
  );
}

function siteFile(extension: string, body: Buffer): SiteFile {
  let packed: Promise<Buffer> | undefined;
  return {
    type: TYPES[extension],
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    body,
    gzipped: () => (PACKED_ALREADY.has(extension) || body.length < 1_024 ? null : (packed ??= compress(body))),
  };
}
