const { pathToFileURL } = require('node:url');
const { expect } = require('expect');
const { default: Runtime } = require('jest-runtime');

/**
 * Specs run in Node itself, as the product does: every module is loaded once for a worker. Jest’s own runtime loads them all anew
 * for each file, in a realm of its own, which took more time than the tests (decision 31 in libs/README.md).
 */
class NodeRuntime extends Runtime {
  unstable_shouldLoadAsEsm() {
    return true;
  }

  async unstable_importModule(file) {
    // `expect` of this realm: the other one's String is not ours, and expect.any(String) would find none.
    Object.assign(globalThis, this.jestGlobals.cjsGlobals(file), { expect });
    const { sourceMapOf } = await import('./compiled.mjs');
    this.sourceMapOf = sourceMapOf;
    return import(pathToFileURL(file).href);
  }

  getSourceMaps() {
    return { get: (file) => this.sourceMapOf?.(file), [Symbol.iterator]: () => [].values() };
  }
}

module.exports = { __esModule: true, default: NodeRuntime };
