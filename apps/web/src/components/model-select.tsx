import { Select, type SelectProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { modelName } from '../lib/device-words.js';
import { modelsQuery } from '../lib/model-queries.js';

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
