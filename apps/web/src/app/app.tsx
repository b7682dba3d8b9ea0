import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { queryClient } from '../lib/query-client.js';
import { router } from './router.js';
import { cssVariables, theme } from './theme.js';

const colorScheme = localStorageColorSchemeManager({ key: 'cubby.theme' });

/** The server puts the response's nonce on every tag that Vite wrote; the browser hides it from attributes, not from the property. */
const nonce = (): string => document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

export const App = (): ReactNode => (
  <MantineProvider
    theme={theme}
    cssVariablesResolver={cssVariables}
    colorSchemeManager={colorScheme}
    defaultColorScheme="auto"
    getStyleNonce={nonce}
    deduplicateCssVariables
  >
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </MantineProvider>
);
