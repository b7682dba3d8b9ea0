import { Select, type SelectProps } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, ask, type Dto } from '../lib/api.js';
import { modelName } from '../lib/device-words.js';

/** Every model of the standards list. */
const modelsQuery = queryOptions({
  queryKey: ['models', 'all'],
  queryFn: async ({ signal }) => {
    const models: Dto<'ModelDto'>[] = [];
    let after: string | undefined;
    do {
      const page = await ask(api.GET('/api/v1/models', { params: { query: { limit: 200, after } }, signal }));
      models.push(...page.items);
      after = page.next ?? undefined;
    } while (after && models.length < 1000);
    return models;
  },
  staleTime: 5 * 60_000,
});

/** One model by typing a part of its name: Enter takes the first that fits. Its list opens in place, never over the page. */
export function ModelSelect(props: Omit<SelectProps, 'data'>): ReactNode {
  const { data = [], isPending } = useQuery(modelsQuery);
  return (
    <Select
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      limit={30}
      maxDropdownHeight={180}
      comboboxProps={{ withinPortal: false }}
      nothingFoundMessage={isPending ? 'Loading…' : 'No such model'}
      {...props}
      data={data.map((model) => ({ value: model.id, label: modelName(model) }))}
    />
  );
}
