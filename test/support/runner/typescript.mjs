import { register } from 'node:module';

/** `node --import` of this file: TypeScript runs without a build. Workers of Jest inherit the flag. */
register('./hooks.mjs', import.meta.url);
