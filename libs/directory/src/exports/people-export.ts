import type { ExportColumn, ExportList } from '@app/platform';
import type { PeopleListService } from '../people/people-list.service.js';
import { peopleRequest } from '../people/people-list.service.js';
import { PeopleQuery } from '../people/person.dto.js';
import type { PersonDto } from '../people/person.dto.js';

const KINDS: Record<PersonDto['kind'], string> = { student: 'Student', staff: 'Staff' };
const STATES: Record<PersonDto['state'], string> = { active: 'Active', withdrawn: 'Withdrawn' };

/** Somebody whom the viewer does not see. */
const UNSEEN = { id: null };

/**
 * Columns about the one person of a row, titled as the import of people calls its fields: an exported file imports as it is.
 * A homeroom is often called by its teacher. Empty where the viewer does not see the person.
 */
export function personColumns<Row>(of: (row: Row) => PersonDto | null): ExportColumn<Row>[] {
  const said = (row: Row, read: (person: PersonDto) => string | null): string | null => {
    const person = of(row);
    return person && read(person);
  };
  return [
    { key: 'familyName', title: 'Family name', about: 'people', value: (row) => said(row, (p) => p.familyName) },
    { key: 'givenName', title: 'Given name', about: 'people', value: (row) => said(row, (p) => p.givenName) },
    { key: 'number', title: 'Number', about: (row) => of(row) ?? UNSEEN, value: (row) => said(row, (p) => p.number) },
    { key: 'kind', title: 'Kind', value: (row) => said(row, (p) => KINDS[p.kind]) },
    { key: 'grade', title: 'Grade', value: (row) => said(row, (p) => p.grade) },
    { key: 'homeroom', title: 'Homeroom', about: 'people', value: (row) => said(row, (p) => p.homeroom) },
  ];
}

/** The list of people as a file. */
export const peopleExport = (people: PeopleListService): ExportList<PersonDto, PeopleQuery> => ({
  list: 'people',
  title: 'People',
  anyOf: ['person:read'],
  query: PeopleQuery,
  tellsWho: ['homeroom'],
  page: (viewer, query) => people.list(viewer, peopleRequest(query)),
  rows: (viewer, ids) => people.rows(viewer, ids),
  columns: [
    ...personColumns((person: PersonDto) => person),
    { key: 'site', title: 'Site', value: ({ site }) => site?.code ?? null },
    { key: 'state', title: 'Status', value: ({ state }) => STATES[state] },
    { key: 'withdrawnOn', title: 'Withdrawn on', kind: 'day', value: ({ withdrawnOn }) => withdrawnOn },
  ],
});
