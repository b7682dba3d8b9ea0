import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import controls from './controls.module.css';

/** Shade 7 carries white text at 6.7:1 in both themes; Mantine's own blue fails at 3.6:1. */
const brand: MantineColorsTuple = [
  '#e8f2fc',
  '#d0e4f8',
  '#a3ccf6',
  '#6cb0f5',
  '#4a98e6',
  '#2f82d4',
  '#1a6cbd',
  '#0b5cad',
  '#0a4e94',
  '#073d75',
];
const green: MantineColorsTuple = [
  '#e3f6ea',
  '#c5ecd3',
  '#a7e8c3',
  '#7adba0',
  '#4fc47f',
  '#2ea864',
  '#188f50',
  '#0f7a43',
  '#0a5c36',
  '#06351f',
];
const red: MantineColorsTuple = [
  '#fde8e8',
  '#fbd0ce',
  '#ffb9b4',
  '#ff9d97',
  '#ef6f68',
  '#d94a43',
  '#c5352e',
  '#b3261e',
  '#8e1519',
  '#6b0f13',
];

/** Mantine's greys of the dark theme, with our blue cast: text first, page at 7. */
const dark: MantineColorsTuple = [
  '#e6eaee',
  '#c2cad2',
  '#9aa4af',
  '#6e7985',
  '#4a545f',
  '#323a43',
  '#1c2228',
  '#14181c',
  '#101418',
  '#0b0e11',
];

export const theme = createTheme({
  colors: { brand, green, red, dark },
  primaryColor: 'brand',
  primaryShade: 7,
  defaultRadius: 6,
  cursorType: 'pointer',
  focusRing: 'never', // one ring for everything: tokens.css
  respectReducedMotion: true,
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'JetBrains Mono', Menlo, Consolas, 'Liberation Mono', monospace",
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.43', md: '1.5', lg: '1.5', xl: '1.4' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '2rem', lineHeight: '2.5rem' },
      h2: { fontSize: '1.5rem', lineHeight: '2rem' },
      h3: { fontSize: '1.25rem', lineHeight: '1.75rem' },
    },
  },
  components: {
    Checkbox: { classNames: { input: controls.box } },
    Radio: { classNames: { radio: controls.box } },
    Switch: { classNames: { track: controls.track } },
    Tooltip: { defaultProps: { transitionProps: { duration: 0 } } },
    Modal: { defaultProps: { transitionProps: { duration: 100 }, radius: 8 } },
    Menu: { defaultProps: { transitionProps: { duration: 80 } } },
    Popover: { defaultProps: { transitionProps: { duration: 80 } } },
    PasswordInput: {
      defaultProps: { visibilityToggleButtonProps: { 'aria-label': 'Show or hide the password', tabIndex: 0 } },
    },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-text': '#1a1f24',
    '--mantine-color-dimmed': '#59636e',
    '--mantine-color-placeholder': '#59636e',
    '--mantine-color-default-border': '#818b98',
    '--mantine-color-anchor': '#0b5cad',
    '--mantine-color-error': '#b3261e',
  },
  dark: {
    '--mantine-color-body': '#14181c',
    '--mantine-color-text': '#e6eaee',
    '--mantine-color-dimmed': '#9aa4af',
    '--mantine-color-placeholder': '#9aa4af',
    '--mantine-color-default': '#1c2228',
    '--mantine-color-default-hover': '#252c33',
    '--mantine-color-default-border': '#6e7985',
    '--mantine-color-anchor': '#6cb0f5',
    '--mantine-color-error': '#ff9d97',
  },
});
