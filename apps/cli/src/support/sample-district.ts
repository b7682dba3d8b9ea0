/** Where `cubby sample` puts it: a database of its own, always in the embedded server. */
export const SAMPLE_DISTRICT = { name: 'cubby_sample', alwaysEmbedded: true } as const;
