import { IsChoice, PageQuery } from '@app/platform';

export const DEVICE_FILTERS = ['with', 'without'] as const;
export type DeviceFilterWord = (typeof DEVICE_FILTERS)[number];

export class SiteStudentsQuery extends PageQuery {
  @IsChoice(DEVICE_FILTERS, { optional: true, description: 'Students with an open loan, or without one' })
  device?: DeviceFilterWord;
}
