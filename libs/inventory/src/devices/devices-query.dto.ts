import type { Condition, DeviceState, Hold } from '@app/kernel';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { QuerySites } from '@app/directory';
import { CONDITIONS, DEVICE_STATES, HOLDS, isId } from '@app/kernel';
import { IsChoice, IsDay, PageQuery, QueryChoices, QueryFlag, QueryWords } from '@app/platform';
import { DEVICE_SORTS, HOLDER_KINDS } from './device-filter.js';
import type { DeviceSort, HolderKind } from './device-filter.js';

/** Stands for nothing in a filter. */
export const NONE = '-';
const PROGRAM = /^[^\p{C}]{1,60}$/u;
const FISCAL_YEAR = /^(19|20|21)\d\d$/;

const OrNone = (check: (word: string) => boolean) => (word: string) => word === NONE || check(word);
const QueryIds = (name: string, of: string): PropertyDecorator =>
  QueryWords(
    { name, message: `must be ids of ${of}, separated by commas`, check: isId, example: '0198…' },
    { optional: true },
  );
const QueryPrograms = (): PropertyDecorator =>
  QueryWords(
    {
      name: 'queryPrograms',
      message: 'must be programs, separated by commas',
      check: (word) => PROGRAM.test(word),
      example: 'Measure J',
    },
    {
      optional: true,
      maxItems: 20,
      description: 'As written; `-`: none. A comma inside of a program is written `\\,`',
    },
  );
const QueryFunding = (): PropertyDecorator =>
  QueryWords(
    {
      name: 'queryFunding',
      message: 'must be ids of funding sources, separated by commas',
      check: OrNone(isId),
      example: '0198…',
    },
    { optional: true, maxItems: 20, description: 'Paid from one of these, also in part; `-`: no funding is on record' },
  );

export class DevicesQuery extends PageQuery {
  @QueryChoices(DEVICE_STATES, { optional: true })
  state?: DeviceState[];

  @QueryChoices(DEVICE_STATES, { optional: true, description: 'In none of these' })
  stateNot?: DeviceState[];

  @QuerySites('Where the devices are: ids or codes')
  site?: string[];

  @QuerySites('Where the devices are not: ids or codes')
  siteNot?: string[];

  @QueryIds('queryRooms', 'rooms')
  room?: string[];

  @QueryIds('queryRooms', 'rooms')
  roomNot?: string[];

  @QuerySites('Where the devices belong: ids or codes')
  homeSite?: string[];

  @QuerySites('Where the devices do not belong: ids or codes')
  homeSiteNot?: string[];

  @QueryIds('queryModels', 'models')
  model?: string[];

  @QueryIds('queryModels', 'models')
  modelNot?: string[];

  @QueryPrograms()
  program?: string[];

  @QueryPrograms()
  programNot?: string[];

  @QueryFunding()
  funding?: string[];

  @QueryFunding()
  fundingNot?: string[];

  @QueryChoices(CONDITIONS, { optional: true })
  condition?: Condition[];

  @QueryChoices(CONDITIONS, { optional: true, description: 'None of these' })
  conditionNot?: Condition[];

  @QueryChoices(HOLDS, { optional: true })
  hold?: Hold[];

  @QueryChoices(HOLDS, { optional: true, description: 'With none of these' })
  holdNot?: Hold[];

  @QueryChoices(HOLDER_KINDS, { optional: true, description: 'Who has the devices; `person`: students and staff' })
  holder?: HolderKind[];

  @QueryChoices(HOLDER_KINDS, { optional: true, description: 'Who does not have them' })
  holderNot?: HolderKind[];

  @QueryWords(
    {
      name: 'queryFiscalYears',
      message: 'must be fiscal years by the year they end in, or `unknown`, separated by commas',
      check: (word) => word === 'unknown' || FISCAL_YEAR.test(word),
      example: '2026',
    },
    { optional: true, maxItems: 30, description: 'Bought in these fiscal years; 2026 is FY 2025-26' },
  )
  purchasedIn?: string[];

  @QueryWords(
    {
      name: 'queryDueYears',
      message: 'must be fiscal years by the year they end in, or `now`, separated by commas',
      check: (word) => word === 'now' || FISCAL_YEAR.test(word),
      example: 'now',
    },
    {
      optional: true,
      maxItems: 30,
      description: 'Due for refresh in these fiscal years; `now`: in the present one, or late already',
    },
  )
  dueIn?: string[];

  @QueryFlag({ optional: true, description: 'At another site than the one where they belong' })
  elsewhere?: boolean;

  @IsDay({ optional: true, description: 'Not in hand on or after this day, or never' })
  seenBefore?: string;

  @IsDay({ optional: true, description: 'In hand on this day or after; with `seenBefore`: between the two' })
  seenAfter?: string;

  @QueryFlag({ optional: true, description: 'In the loaner pool' })
  loanerPool?: boolean;

  @QueryFlag({ optional: true, description: 'Tagged chargers, cases and the like' })
  accessory?: boolean;

  @QueryChoices(['past'], { optional: true, description: '`past`: of a model whose updates have ended' })
  support?: 'past'[];

  @QueryFlag({ optional: true, description: 'On a loan that was due before today' })
  overdue?: boolean;

  @IsChoice(DEVICE_SORTS, { optional: true, enumName: 'DeviceSort' })
  @ApiPropertyOptional({ default: 'tag' })
  sort: DeviceSort = 'tag';
}

export class CountDevicesQuery extends DevicesQuery {
  @QueryFlag({ optional: true, description: 'Counted to the end, up to what one bulk change may have' })
  exact?: boolean;
}
