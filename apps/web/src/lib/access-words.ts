const ACTIONS: Record<string, string> = {
  'person.viewed': 'Opened the page',
  'person.record-made': 'Handed out the record',
  'person.record-fetched': 'Fetched the record',
  'loans.viewed': 'Loans shown',
  'missing-cases.viewed': 'Missing cases shown',
  'guardian.viewed': 'Guardian contact shown',
  'people.exported': 'Downloaded a file with names',
  'people.labels-printed': 'Printed labels with names',
  'list.exported': 'Exported a list',
  'desk.person-looked-up': 'Looked up at a desk',
  'desk.person-of-other-site': 'Scanned at a desk of another site',
};

/** What somebody did to a record; `loans.listed` → "Loans listed", for what has no words here. */
export const accessWords = (action: string): string =>
  ACTIONS[action] ?? action.charAt(0).toUpperCase() + action.slice(1).replace(/[.-]/g, ' ');
