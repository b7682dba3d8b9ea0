import './app/mantine-css.js';
import '@fontsource-variable/inter/wght.css';
import './app/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.js';
import { Forbidden } from './app/guards.js';

/** A page that the account may not open has been answered in words: it is no fault. */
function onCaughtError(error: unknown): void {
  // oxlint-disable-next-line no-console -- as React itself does
  if (!(error instanceof Forbidden)) console.error(error);
}

const root = document.getElementById('root');
if (root) {
  createRoot(root, { onCaughtError }).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
