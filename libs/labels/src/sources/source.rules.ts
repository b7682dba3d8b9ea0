import type { LabelKind } from '../runs/run.js';
import type { LabelSourceDto } from '../runs/request.dto.js';

type Field = keyof LabelSourceDto;

const DEVICES = ['query', 'codes', 'ids'] as const;
/** How labels of a kind may be chosen. Pallets and tickets print theirs themselves. */
const FIELDS: Record<LabelKind, readonly Field[]> = {
  device: DEVICES,
  serial: DEVICES,
  'tag-range': ['range'],
  room: ['ids'],
  cart: ['ids'],
  'cart-slot': ['ids'],
  person: ['ids', 'codes', 'homerooms'],
  command: ['commands'],
  pallet: [],
  ticket: [],
};

/** Why a source cannot be; `null`: it is exactly one that the kind takes. */
export function sourceFault(kind: LabelKind, source: LabelSourceDto): string | null {
  const fields = FIELDS[kind];
  if (fields.length === 0) return `has no labels of the kind ${kind}: those are printed where they are made`;
  const given = (Object.keys(source) as Field[]).filter((field) => source[field] !== undefined);
  const [only] = given;
  if (given.length === 1 && fields.includes(only) && source[only] !== false) return null;
  return `must have exactly one of ${fields.map((field) => `\`${field}\``).join(', ')} for labels of the kind ${kind}`;
}
