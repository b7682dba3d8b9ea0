import type { DeviceState } from '@app/kernel';

/** A state in one word, the same that the station and its API say. */
export const STATE_LABELS: Readonly<Record<DeviceState, string>> = {
  ordered: 'On order',
  received: 'Not tagged yet',
  'in-stock': 'In stock',
  deployed: 'Checked out',
  'in-repair': 'In repair',
  'in-transit': 'In transit',
  missing: 'Missing',
  stolen: 'Stolen',
  lost: 'Lost',
  retired: 'Retired',
  'in-ewaste-lot': 'In an eWaste lot',
  disposed: 'Disposed',
  void: 'Void',
};
