import type { SqlFunctions } from '@app/platform';

const fiscalYear = `
-- The twin of fiscalYearOf of the kernel.
CREATE OR REPLACE FUNCTION inventory_fiscal_year(p_day date, p_start integer) RETURNS integer
LANGUAGE sql IMMUTABLE AS $f$
  SELECT extract(year FROM p_day)::integer + CASE WHEN p_start > 1 AND extract(month FROM p_day) >= p_start THEN 1 ELSE 0 END
$f$`;

const refreshDue = `
-- For the desk: the label of the fiscal year when a device is due this year or was earlier, else null. The twin of dueYear; a spec compares them.
CREATE OR REPLACE FUNCTION inventory_refresh_due(p_device uuid) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $f$
  SELECT CASE WHEN least(f.cycle, f.support, f.condition) <= f.now THEN
      CASE WHEN f.start = 1 THEN 'FY ' || f.now ELSE 'FY ' || (f.now - 1) || '-' || lpad((f.now % 100)::text, 2, '0') END END
  FROM (
    SELECT t.start, t.now, inventory_fiscal_year(coalesce(d.received_on, d.purchased_on), t.start) + coalesce(m.cycle_years, c.cycle_years) AS cycle,
      inventory_fiscal_year(m.support_ends_on + 1, t.start) AS support, CASE WHEN d.condition = 'F' THEN t.now END AS condition
    FROM device d JOIN model m ON m.id = d.model_id
    CROSS JOIN (SELECT y.start, inventory_fiscal_year(y.today, y.start) AS now, y.today FROM
      (SELECT coalesce((SELECT fiscal_year_start_month FROM district), 7)::integer AS start, directory_day(clock_timestamp()) AS today OFFSET 0) y OFFSET 0) t
    LEFT JOIN policy_cycle c ON c.device_class = m.device_class AND c.effective @> t.today
    WHERE d.id = p_device
  ) f
$f$`;

/** What the desk says about refresh. */
export const refreshSql: SqlFunctions = { lib: 'inventory-refresh', order: 29, statements: [fiscalYear, refreshDue] };
