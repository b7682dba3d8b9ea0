import type { SqlFunctions } from '@app/platform';
import { FORGOTTEN } from '@app/platform';

const forget = `
-- A label of a person is their number. As its owner: what was printed is append-only to the product.
CREATE OR REPLACE FUNCTION labels_forget_people(p jsonb) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $f$
  UPDATE label_item i SET code = f.number, lines = NULL FROM ${FORGOTTEN} WHERE i.subject_id = f.record
$f$`;

export const labelsForgetSql: SqlFunctions = { lib: 'labels-forget', order: 56, statements: [forget] };
