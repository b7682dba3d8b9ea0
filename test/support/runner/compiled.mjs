import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

const ROOT = join(import.meta.dirname, '../../..');
const CACHE = join(ROOT, 'node_modules/.cache/specs');
const OPTIONS = {
  configFile: false,
  swcrc: false,
  sourceMaps: true,
  module: { type: 'es6' },
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
};
/** What the same source comes to may change with the compiler and its options. */
const VERSION = JSON.stringify([readFileSync(join(ROOT, 'node_modules/@swc/core/package.json'), 'utf8'), OPTIONS]);

/** JavaScript of a TypeScript file, compiled once for each content. */
export function compiled(file) {
  const source = readFileSync(file, 'utf8');
  const path = pathOf(file, source);
  if (existsSync(path)) return readFileSync(path, 'utf8');
  const { code, map } = transformSync(source, { ...OPTIONS, filename: file });
  mkdirSync(CACHE, { recursive: true });
  write(`${path}.map`, map);
  write(path, code);
  return code;
}

/** Where the source map of a compiled file lies, for stacks, which name it by its URL; nothing of files that were not compiled. */
export function sourceMapOf(frame) {
  if (!frame.startsWith('file:') || !frame.endsWith('.ts')) return undefined;
  const file = fileURLToPath(frame);
  if (!existsSync(file)) return undefined;
  return `${pathOf(file, readFileSync(file, 'utf8'))}.map`;
}

function pathOf(file, source) {
  return join(CACHE, `${createHash('sha1').update(VERSION).update(file).update(source).digest('hex')}.js`);
}

/** Whole or not at all: two workers may compile one file at once. */
function write(path, text) {
  const part = `${path}.${process.pid}`;
  writeFileSync(part, text);
  renameSync(part, path);
}
