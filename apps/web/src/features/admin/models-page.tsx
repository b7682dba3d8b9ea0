import { DEVICE_CLASSES } from '@app/kernel';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { DataTable, type ExportedColumn } from '../../components/data-table.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { FilterBar, type Filter } from '../../components/filter-bar.js';
import { IgnoredNotice } from '../../components/ignored-notice.js';
import { Page } from '../../components/page.js';
import { SearchField } from '../../components/search-field.js';
import { Badge } from '../../components/state-badge.js';
import { EmptyState } from '../../components/states.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { useCan } from '../../lib/session.js';
import { dayText } from '../../lib/time.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import { listParam, useUrlState, type UrlState } from '../../lib/use-url-state.js';
import { useUrlText } from '../../lib/use-url-text.js';
import { words } from '../../lib/device-words.js';
import { Panel } from '../../components/panel.js';
import styles from './admin.module.css';
import { ModelAccessories } from './model-accessories.js';
import { ModelForm } from './model-form.js';
import { costText, isDeviceClass, TIERS, type Model } from './model-words.js';

const FILTERS: Filter[] = [
  {
    param: 'class',
    label: 'Class',
    options: DEVICE_CLASSES.map((value) => ({ value, label: words(value) })),
  },
  {
    param: 'standard',
    label: 'Standards list',
    options: [
      { value: 'yes', label: 'on it' },
      { value: 'no', label: 'not on it' },
    ],
  },
];

const editColumn = (onEdit: (model: Model) => void): ExportedColumn<Model, 'models'> => ({
  id: 'edit',
  file: [],
  header: 'Actions',
  align: 'right',
  width: '90px',
  cell: (model) => (
    <Button
      variant="default"
      size="compact-xs"
      aria-label={`Edit ${model.maker} ${model.name}`}
      onClick={() => onEdit(model)}
    >
      Edit
    </Button>
  ),
});

const columnsOf = (onEdit: ((model: Model) => void) | null): ExportedColumn<Model, 'models'>[] => [
  {
    id: 'name',
    header: 'Model',
    file: ['maker', 'name', 'standard'],
    card: 'first',
    cell: ({ id, maker, name, standard }) => (
      <>
        <Link to="/models/$id" params={{ id }} className={styles.name}>
          {maker} {name}
        </Link>{' '}
        {standard && <Badge tone="green">Standard</Badge>}
      </>
    ),
  },
  { id: 'class', header: 'Class', width: '120px', cell: ({ deviceClass }) => words(deviceClass) },
  {
    id: 'support',
    header: 'Support ends',
    width: '140px',
    cell: ({ supportEndsOn, supportSource }) => (
      <span title={supportSource ?? undefined}>{dayText(supportEndsOn)}</span>
    ),
  },
  {
    id: 'cycle',
    header: 'Cycle',
    width: '90px',
    align: 'right',
    cell: ({ cycleYears }) => (cycleYears === null ? '–' : `${cycleYears} y`),
  },
  {
    id: 'cost',
    header: 'Unit cost',
    width: '110px',
    align: 'right',
    cell: ({ unitCostCents }) => costText(unitCostCents),
  },
  {
    id: 'tier',
    header: 'Support tier',
    width: '120px',
    card: 'none',
    cell: ({ supportTier }) => (supportTier === null ? '–' : (TIERS[supportTier] ?? supportTier)),
  },
  ...(onEdit ? [editColumn(onEdit)] : []),
];

const NoModel = ({ filtered }: { filtered: boolean }): ReactNode =>
  filtered ? (
    <EmptyState title="No model matches">Take a filter away, or search for another word.</EmptyState>
  ) : (
    <EmptyState title="There is no model yet">
      Add the models that the district buys. An import of devices adds those it does not find.
    </EmptyState>
  );

function filterOf(url: UrlState, q: string): { q?: string; deviceClass?: Dto<'DeviceClass'>[]; standard?: boolean } {
  const deviceClass = listParam(url.class).filter(isDeviceClass);
  const standard = listParam(url.standard);
  return {
    ...(q && { q }),
    ...(deviceClass.length > 0 && { deviceClass }),
    ...(standard.length === 1 && { standard: standard[0] === 'yes' }),
  };
}

/** The standards list: what the district buys, until when it is supported, what it costs. */
export function ModelsPage(): ReactNode {
  const mayEdit = useCan('model:edit');
  const client = useQueryClient();
  const [url] = useUrlState();
  const input = useUrlText();
  const [open, setOpen] = useState<Model | 'new' | null>(null);
  const filter = filterOf(url, input.query);
  const query = usePagedQuery<Model>(['models', 'page', filter], (after, signal) => {
    const asked = { ...filter, limit: 100, ...(after && { after }) };
    return ask<Dto<'ModelPageDto'>>(api.GET('/api/v1/models', { params: { query: asked }, signal }));
  });
  const columns = useMemo(() => columnsOf(mayEdit ? setOpen : null), [mayEdit]);
  const saved = (): void => {
    setOpen(null);
    void client.invalidateQueries({ queryKey: ['models'] });
  };
  return (
    <Page
      title="Models"
      lead="The standards list: models, the end of their updates, planned years and price."
      actions={
        <>
          <ExportMenu list="models" query={filter} columns={columns} />
          {mayEdit && open === null && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => setOpen('new')}>
              Model
            </Button>
          )}
        </>
      }
    >
      {open !== null && (
        <Panel
          key={open === 'new' ? 'new' : open.id}
          title={open === 'new' ? 'Add a model' : `Edit ${open.maker} ${open.name}`}
          onClose={() => setOpen(null)}
        >
          <ModelForm model={open === 'new' ? null : open} onSaved={saved} onCancel={() => setOpen(null)} />
          {open !== 'new' && <ModelAccessories model={open} />}
        </Panel>
      )}
      <FilterBar filters={FILTERS}>
        <SearchField label="Search models" placeholder="Maker or model…" input={input} />
      </FilterBar>
      <IgnoredNotice url={url} query={{ ...filter, class: filter.deviceClass }} />
      <DataTable
        caption="Models"
        columns={columns}
        query={query}
        rowId={({ id }) => id}
        empty={<NoModel filtered={Object.keys(filter).length > 0} />}
      />
    </Page>
  );
}
