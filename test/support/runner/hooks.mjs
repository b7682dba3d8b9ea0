import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compiled } from './compiled.mjs';

const LIBS = join(import.meta.dirname, '../../../libs');

/** `@app/name` is a lib's index, and `./name.js` beside TypeScript is `./name.ts`, as for the compiler. */
export function resolve(specifier, context, next) {
  const lib = /^@app\/([^/]+)$/.exec(specifier);
  if (lib) return { url: pathToFileURL(join(LIBS, lib[1], 'src/index.ts')).href, format: 'module', shortCircuit: true };
  if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.endsWith('.ts')) {
    const url = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(url)) return { url: url.href, format: 'module', shortCircuit: true };
  }
  return next(specifier, context);
}

export function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  return { format: 'module', source: compiled(fileURLToPath(url)), shortCircuit: true };
}
