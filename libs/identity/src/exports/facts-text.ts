/** Facts of a log in one cell: `state: lost; reason: not-returned`. */
export const factsText = (facts: Readonly<Record<string, unknown>> | null): string | null =>
  facts === null
    ? null
    : Object.entries(facts)
        .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
        .join('; ') || null;
