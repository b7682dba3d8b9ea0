import type { ExportColumn, ExportList } from '@app/platform';
import type { PeopleListService } from '../people/people-list.service.js';
import { peopleRequest } from '../people/people-list.service.js';
import { PeopleQuery } from '../people/person.dto.js';
import type { PersonDto } from '../people/person.dto.js';

const KINDS: Record<PersonDto['kind'], string> = { student: 'Student', staff: 'Staff' };
const STATES: Record<PersonDto['state'], string> = { active: 'Active', withdrawn: 'Withdrawn' };

/**
 * Columns about the one person of a row, titled as the import of people calls its fields: an exported file imports as it is.
 * A homeroom is often called by its teacher.
 */
export function personColumns<Row>(of: (row: Row) => PersonDto): ExportColumn<Row>[] {
  return [
    { key: 'familyName', title: 'Family name', about: 'people', value: (row) => of(row).familyName },
    { key: 'givenName', title: 'Given name', about: 'people', value: (row) => of(row).givenName },
    { key: 'number', title: 'Number', about: of, value: (row) => of(row).number },
    { key: 'kind', title: 'Kind', value: (row) => KINDS[of(row).kind] },
    { key: 'grade', title: 'Grade', value: (row) => of(row).grade },
    { key: 'homeroom', title: 'Homeroom', about: 'people', value: (row) => of(row).homeroom },
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
    { key: 'state', title: 'State', value: ({ state }) => STATES[state] },
    { key: 'withdrawnOn', title: 'Withdrawn on', kind: 'day', value: ({ withdrawnOn }) => withdrawnOn },
  ],
});
