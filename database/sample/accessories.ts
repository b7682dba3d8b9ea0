import type { Tx } from '../../libs/platform/src/index.js';
import { SAMPLE_MODELS } from './models.js';
import { sampleId } from './random.js';

/** A charger for each maker; the stronger ones with the same plug do for the weaker. */
const CHARGERS: { maker: string; watts: number }[] = [
  { maker: 'Acer', watts: 45 },
  { maker: 'HP', watts: 45 },
  { maker: 'Dell', watts: 65 },
  { maker: 'Lenovo', watts: 45 },
];
/** One that fits none of them, as it comes back from home. */
const BARREL = { id: sampleId('accessory HP barrel'), name: 'HP 45 W barrel', connector: 'barrel', watts: 45 };
const SLEEVE = sampleId('accessory sleeve');

const chargerId = (maker: string): string => sampleId(`accessory charger ${maker}`);

export async function loadAccessoryTypes(tx: Tx): Promise<void> {
  const chargers = CHARGERS.map(({ maker, watts }) => ({
    ...{ id: chargerId(maker), name: `${maker} ${watts} W USB-C`, connector: 'USB-C', watts },
  }));
  const types = [...chargers, BARREL].map((type) => ({ kind: 'charger', ...type }));
  await tx.execute(
    `INSERT INTO accessory_type (id, kind, name, connector, watts)
     SELECT id, kind, name, connector, watts FROM jsonb_to_recordset($1::jsonb) AS t (id uuid, kind text, name text, connector text, watts int)`,
    [JSON.stringify([...types, { id: SLEEVE, kind: 'case', name: 'Sleeve' }])],
  );
  const portable = SAMPLE_MODELS.filter(({ deviceClass }) => deviceClass === 'chromebook' || deviceClass === 'laptop');
  const lists = portable.flatMap(({ key, maker, deviceClass }) => {
    const own = CHARGERS.find((charger) => charger.maker === maker)!;
    const others = CHARGERS.filter((charger) => charger.maker !== maker && charger.watts >= own.watts);
    const row = (typeId: string, relation: string) => ({ modelId: sampleId(`model ${key}`), typeId, relation });
    return [
      row(chargerId(maker), 'comes-with'),
      ...(deviceClass === 'chromebook' ? [row(SLEEVE, 'comes-with')] : []),
      ...others.map((charger) => row(chargerId(charger.maker), 'compatible')),
    ];
  });
  await tx.execute(
    `INSERT INTO model_accessory (model_id, accessory_type_id, relation)
     SELECT "modelId", "typeId", relation FROM jsonb_to_recordset($1::jsonb) AS a ("modelId" uuid, "typeId" uuid, relation text)`,
    [JSON.stringify(lists)],
  );
}

/** What the loans of this year at the high schools took along; of those of the year before, a few chargers that never came back. */
export async function loadAccessories(tx: Tx, yearStartsOn: string): Promise<void> {
  await tx.execute(
    `INSERT INTO loan_accessory (loan_id, accessory_type_id, given)
     SELECT l.id, a.accessory_type_id, a.count
       FROM loan l JOIN site s ON s.id = l.site_id AND s.kind = 'high' JOIN device d ON d.id = l.device_id
       JOIN model_accessory a ON a.model_id = d.model_id AND a.relation = 'comes-with'
       JOIN accessory_type t ON t.id = a.accessory_type_id
      WHERE l.type = 'one-to-one' AND CASE WHEN l.loaned_at >= $1::date THEN l.returned_at IS NULL
        ELSE t.kind = 'charger' AND l.loaned_at >= $1::date - 365 AND abs(hashtext(l.device_id::text)) % 60 = 0 END`,
    [yearStartsOn],
  );
}
