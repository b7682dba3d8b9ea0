/**
 * The SQL functions and views of one lib. `migrate` applies the statements in order, in one transaction, when their
 * text changed; each is `CREATE OR REPLACE` (or drops first what it replaces).
 */
export interface SqlFunctions {
  lib: string;
  order: number;
  statements: string[];
}
