import { formatCents } from '@app/kernel';
import type { Dto } from '../../lib/api.js';

export type Model = Dto<'ModelDto'>;

export const DEVICE_CLASSES: Dto<'DeviceClass'>[] = [
  'chromebook',
  'laptop',
  'desktop',
  'tablet',
  'hotspot',
  'panel',
  'projector',
  'access-point',
  'switch',
  'camera',
  'phone',
  'printer',
  'other',
];

export const isDeviceClass = (text: string): text is Dto<'DeviceClass'> => (DEVICE_CLASSES as string[]).includes(text);

export const TIERS: Record<string, string> = { full: 'Full', limited: 'Limited', none: 'None' };

export const costText = (cents: number | null): string => (cents === null ? '–' : formatCents(cents));
