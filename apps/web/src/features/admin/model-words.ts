import { DEVICE_CLASSES, formatCents, type DeviceClass } from '@app/kernel';
import type { Dto } from '../../lib/api.js';

export type Model = Dto<'ModelDto'>;

export const isDeviceClass = (text: string): text is DeviceClass =>
  (DEVICE_CLASSES as readonly string[]).includes(text);

export const TIERS: Record<string, string> = { full: 'Full', limited: 'Limited', none: 'None' };

export const costText = (cents: number | null): string => (cents === null ? '–' : formatCents(cents));
