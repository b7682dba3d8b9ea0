/** Collects bound values while a statement is put together: `add(value)` answers its place, `$1`, `$2` … */
export class Params {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}
