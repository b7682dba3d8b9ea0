import type { ExportList } from '@app/platform';
import { personColumns } from './people-export.js';
import { queueKeyOf } from '../temporary-people/queue-key.js';
import type { TemporaryPersonDto } from '../temporary-people/temporary-people.dto.js';
import { TemporaryPeopleQuery } from '../temporary-people/temporary-people.dto.js';
import type { TemporaryPeopleService } from '../temporary-people/temporary-people.service.js';

export const temporaryPeopleExport = (
  temporary: TemporaryPeopleService,
): ExportList<TemporaryPersonDto, TemporaryPeopleQuery> => ({
  list: 'temporary-people',
  title: 'Temporary students',
  anyOf: ['person:read'],
  query: TemporaryPeopleQuery,
  page: (viewer, { site, after, limit }) => temporary.list(viewer, { sites: site, after: queueKeyOf(after), limit }),
  columns: [
    ...personColumns(({ person }: TemporaryPersonDto) => person).filter(({ key }) => key !== 'kind'),
    { key: 'known', title: 'Expected number', about: 'people', value: ({ knownNumber }) => knownNumber },
    { key: 'site', title: 'Site', value: ({ person }) => person.site?.code ?? null },
    { key: 'added', title: 'Added', kind: 'instant', value: ({ createdAt }) => createdAt },
    { key: 'proposals', title: 'Proposals', kind: 'number', value: ({ matches }) => matches.length },
  ],
});
