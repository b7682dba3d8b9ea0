import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Builds to `dist/web`, which the server serves. The server replaces `__CSP_NONCE__` in `index.html` with a fresh nonce per response. */
export default defineConfig({
  root: here('.'),
  plugins: [react()],
  cacheDir: here('../../node_modules/.cache/vite'),
  html: { cspNonce: '__CSP_NONCE__' },
  resolve: { alias: [{ find: /^@app\/([^/]+)$/, replacement: here('../../libs/$1/src/index.ts') }] },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: { proxy: { '/api': 'http://localhost:3000', '/health': 'http://localhost:3000' } },
});
