/** Area/Place of the IANA list, or UTC. Offsets such as `+05:00` mean the opposite in Postgres, so they are no names. */
const NAME = /^(?:UTC|[A-Z][A-Za-z_]+(?:\/[A-Za-z0-9_+-]+){1,2})$/;

/** The name as this machine's list spells it (`america/chicago` → `America/Chicago`), `null` when it is no time zone. */
export function timeZoneName(text: string): string | null {
  try {
    const { timeZone } = new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions();
    const sameName = timeZone.toLowerCase() === text.toLowerCase();
    const name = sameName ? timeZone : text;
    return NAME.test(name) ? name : null;
  } catch {
    return null;
  }
}
