import { IsChoice, PageQuery, QueryWords } from '@app/platform';

export const DEVICE_FILTERS = ['with', 'without', 'one-to-one', 'to-return', 'kept', 'returned'] as const;
export type DeviceFilterWord = (typeof DEVICE_FILTERS)[number];

const GRADE = /^[^\p{C}]{1,12}$/u;

export class SiteStudentsQuery extends PageQuery {
  @IsChoice(DEVICE_FILTERS, {
    optional: true,
    description:
      'With an open loan, or without one; with their 1:1 device (to come back by the last day, or kept longer), or done with it this school year',
  })
  device?: DeviceFilterWord;

  @QueryWords(
    {
      name: 'queryGrades',
      message: 'must be grades, separated by commas',
      check: (word) => GRADE.test(word),
      example: '7',
    },
    { optional: true, maxItems: 20 },
  )
  grade?: string[];
}
