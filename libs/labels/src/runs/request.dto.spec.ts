import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { TagRangeDto } from './request.dto.js';

const faultsOf = (range: TagRangeDto): string[] => validateSync(range).map(({ property }) => property);
const rangeOf = (prefix: unknown): TagRangeDto => plainToInstance(TagRangeDto, { prefix, digits: 6, count: 3 });

it.each([
  ['MA-', 'MA-'],
  ['ma-', 'MA-'],
  ['', ''],
])('tags begin with %j: %j', (prefix, expected) => {
  const range = rangeOf(prefix);
  expect([range.prefix, faultsOf(range)]).toEqual([expected, []]);
});

it.each([null, undefined, 7, 'MA ', 'ñ-'])('%j is no beginning', (prefix) => {
  expect(faultsOf(rangeOf(prefix))).toEqual(['prefix']);
});
