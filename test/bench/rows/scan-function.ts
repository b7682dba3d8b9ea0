import pg from 'pg';
import type { DatabaseUrls } from '@app/platform';
import type { BenchDesk, Handled } from '../desks.js';
import { newId } from '@app/kernel';

/**
 * What the product hands to `desk_load` and `desk_apply`, caught from two real scans. The limit sends the same texts with
 * other ids in one call: the writes of a scan without HTTP, without Nest, without a session, without deciding.
 */
const CATCH = `
  CREATE TABLE bench_caught (n integer GENERATED ALWAYS AS IDENTITY, name text, input jsonb);
  GRANT SELECT, INSERT ON bench_caught TO cubby_app;
  ALTER FUNCTION desk_load(jsonb) RENAME TO bench_real_load;
  ALTER FUNCTION desk_apply(jsonb) RENAME TO bench_real_apply;
  CREATE FUNCTION desk_load(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS
    $f$ BEGIN INSERT INTO bench_caught (name, input) VALUES ('load', p); RETURN bench_real_load(p); END $f$;
  CREATE FUNCTION desk_apply(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS
    $f$ BEGIN INSERT INTO bench_caught (name, input) VALUES ('apply', p); RETURN bench_real_apply(p); END $f$;`;

const RELEASE = `
  DROP FUNCTION desk_load(jsonb);
  DROP FUNCTION desk_apply(jsonb);
  ALTER FUNCTION bench_real_load(jsonb) RENAME TO desk_load;
  ALTER FUNCTION bench_real_apply(jsonb) RENAME TO desk_apply;
  DROP TABLE bench_caught;
  -- The loan that a return closes is known only once it is loaded.
  CREATE FUNCTION bench_scan(p_load jsonb, p_apply jsonb) RETURNS jsonb LANGUAGE plpgsql AS $f$
  DECLARE
    v_loaded jsonb := desk_load(p_load);
  BEGIN
    IF p_load ->> 'mode' = 'in' THEN
      p_apply := jsonb_set(p_apply, '{effects,0,loanId}', v_loaded #> '{found,devices,0,loan,id}');
    END IF;
    RETURN desk_apply(p_apply);
  END $f$;
  GRANT EXECUTE ON FUNCTION bench_scan(jsonb, jsonb) TO cubby_app;`;

export interface ScanTemplate {
  load: Pieces;
  apply: Pieces;
}

export type Templates = Record<'out' | 'in', ScanTemplate>;

/** What the bare server gets: a scan with the ids that its function needs. */
export interface BareScan {
  stationId: string;
  handled: Handled;
}

/** A text cut where ids stand, and the name of the id behind each cut. */
interface Pieces {
  texts: string[];
  slots: string[];
}

/** @param scan one real scan through the server */
export async function catchTemplates(
  { ownerUrl }: DatabaseUrls,
  desk: BenchDesk,
  scan: (act: Handled) => Promise<{ scanId: string }>,
): Promise<Templates> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query(CATCH);
    const templates: Partial<Record<string, ScanTemplate>> = {};
    for (const act of [desk.next(), desk.next()]) {
      const { scanId } = await scan(act);
      const { rows } = await owner.query<{ name: string; input: { effects?: { kind: string }[] } }>(
        "SELECT name, input - 'proof' AS input FROM bench_caught ORDER BY n DESC LIMIT 2",
      );
      const input = (name: string): string => JSON.stringify(rows.find((row) => row.name === name)!.input);
      const effects = rows.find((row) => row.name === 'apply')!.input.effects ?? [];
      if (effects.length !== 1) throw new Error(`A plain scan has one effect, not ${JSON.stringify(effects)}`);
      const ids = { scanId, deviceId: act.deviceId, tag: act.tag, personId: act.personId ?? '' };
      templates[act.mode] = { load: cut(input('load'), ids), apply: cut(input('apply'), ids) };
    }
    await owner.query(RELEASE);
    return templates as Templates;
  } finally {
    await owner.end();
  }
}

function cut(text: string, ids: Record<string, string>): Pieces {
  const slots: string[] = [];
  const names = Object.entries(ids).filter(([, id]) => id !== '');
  const pattern = new RegExp(`(${names.map(([, id]) => id).join('|')})`);
  const texts: string[] = [];
  for (const [n, part] of text.split(pattern).entries()) {
    if (n % 2 === 0) texts.push(part);
    else slots.push(names.find(([, id]) => id === part)![0]);
  }
  return { texts, slots };
}

const filled = ({ texts, slots }: Pieces, ids: Record<string, string>): string =>
  texts.map((text, n) => text + (n < slots.length ? ids[slots[n]] : '')).join('');

/** Templates of another desk: the same texts with its own ids. */
export function templatesFor(templates: Templates, swap: readonly (readonly [string, string])[]): Templates {
  const swapped = (pieces: Pieces): Pieces => ({
    slots: pieces.slots,
    texts: pieces.texts.map((text) => swap.reduce((done, [from, to]) => done.replaceAll(from, to), text)),
  });
  const of = ({ load, apply }: ScanTemplate): ScanTemplate => ({ load: swapped(load), apply: swapped(apply) });
  return { out: of(templates.out), in: of(templates.in) };
}

/** One scan as one call of the function: load and apply in one transaction, one way there and back. */
export async function scanByFunction(
  client: pg.Client | pg.Pool,
  templates: Templates,
  act: Handled,
): Promise<{ row?: string }> {
  const template = templates[act.mode as 'out' | 'in'];
  const ids = { scanId: newId(), deviceId: act.deviceId, tag: act.tag, personId: act.personId ?? '' };
  const { rows } = await client.query<{ answer: { row?: string } }>({
    name: 'bench_scan',
    text: 'SELECT bench_scan($1::jsonb, $2::jsonb) AS answer',
    values: [filled(template.load, ids), filled(template.apply, ids)],
  });
  return rows[0].answer;
}
