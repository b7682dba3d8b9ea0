import { invalidField } from '@app/platform';
import type { BulkAction, BulkKind } from './bulk-action.js';
import type { BulkActionDto } from './bulk.dto.js';

type Field = Exclude<keyof BulkActionDto, 'kind'>;

const FIELDS: Readonly<Record<BulkKind, { needed: readonly Field[]; also: readonly Field[] }>> = {
  move: { needed: ['siteId'], also: ['roomId', 'alsoHome'] },
  state: { needed: ['to'], also: ['reason'] },
  condition: { needed: ['condition'], also: [] },
  'clear-hold': { needed: ['hold', 'reason'], also: [] },
  edit: { needed: [], also: ['program', 'warrantyEndsOn', 'loanerPool', 'funding'] },
};

/** The action of a request; `fundingSplitId` stands for its funding lines. @throws RequestRefused 400 */
export function actionOf(dto: BulkActionDto, fundingSplitId: string | null | undefined): BulkAction {
  const { kind, siteId, roomId, alsoHome, to, reason, condition, hold, program, warrantyEndsOn, loanerPool } = dto;
  checkFields(dto);
  switch (kind) {
    case 'move':
      return { kind, siteId: siteId!, roomId: roomId ?? null, alsoHome: alsoHome ?? false };
    case 'state':
      return { kind, to: to!, ...(reason === undefined ? {} : { reason }) };
    case 'condition':
      return { kind, condition: condition! };
    case 'clear-hold':
      return { kind, hold: hold!, reason: reason! };
    case 'edit': {
      const fields = { program, warrantyEndsOn, loanerPool, fundingSplitId };
      return { kind, fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) };
    }
  }
}

function checkFields(dto: BulkActionDto): void {
  const { needed, also } = FIELDS[dto.kind];
  const given = (Object.keys(dto) as (keyof BulkActionDto)[]).filter((f) => f !== 'kind' && dto[f] !== undefined);
  const missing = needed.find((field) => dto[field] === undefined);
  if (missing) throw invalidField(`action.${missing}`, `is needed for ${dto.kind}`);
  const foreign = given.find((field) => ![...needed, ...also].includes(field as Field));
  if (foreign) throw invalidField(`action.${foreign}`, `is no field of ${dto.kind}`);
  if (dto.kind === 'edit' && given.length === 0) throw invalidField('action', 'must name a field to edit');
}
