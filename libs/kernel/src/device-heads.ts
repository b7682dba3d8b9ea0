/**
 * The head of each column about a device: of pages, of files, and of what an import takes for the same. `holder` names
 * somebody and `site` is where a device is; no import reads either, since a record says whose and of which site it is.
 */
export const DEVICE_HEADS = {
  state: 'State',
  tag: 'Asset tag',
  model: 'Model',
  serial: 'Serial',
  holder: 'Held by',
  holderKind: 'Kind of holder',
  holderNumber: 'Holder number',
  holderHomeroom: 'Holder homeroom',
  site: 'At site',
  home: 'Home site',
  room: 'Room',
  condition: 'Condition',
  since: 'State since',
  seen: 'Last seen',
  bought: 'Purchased on',
  warranty: 'Warranty ends on',
  updates: 'Updates until',
  program: 'Program',
  pool: 'Loaner pool',
} as const;

/** What kind of holder has a device. */
export const HOLDER_WORDS = { student: 'Student', staff: 'Staff', room: 'Room', cart: 'Cart' } as const;
