import { ActionIcon, Button, Checkbox, Popover, SegmentedControl } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useUrlState } from '../../lib/use-url-state.js';
import styles from './devices.module.css';
import {
  COLUMN_IDS,
  COLUMNS,
  columnsOf,
  columnsParam,
  DENSITY_NAMES,
  densityOf,
  movedColumn,
  type ColumnId,
  type Density,
} from './list-look.js';

const KEPT = 'cubby.density';

/** The density of the address, else the one that this browser had last. */
export const useDensity = (): Density => densityOf(useUrlState()[0], localStorage.getItem(KEPT));

/** Which columns, in which order, how high the rows: all of it stands in the address. */
export const ColumnsMenu = (): ReactNode => (
  <Popover position="bottom-end" trapFocus returnFocus>
    <Popover.Target>
      <Button variant="default" size="compact-sm" leftSection={<IconColumns3 size={15} />}>
        Columns
      </Button>
    </Popover.Target>
    <Popover.Dropdown>
      <ColumnsForm />
    </Popover.Dropdown>
  </Popover>
);

function ColumnsForm(): ReactNode {
  const [url, set] = useUrlState();
  const density = useDensity();
  const shown = columnsOf(url);
  const put = (ids: readonly ColumnId[]): void => set({ cols: columnsParam(ids) }, { replace: true });
  const others = COLUMN_IDS.filter((id) => !shown.includes(id));
  return (
    <div className={styles.columns}>
      <SegmentedControl
        size="xs"
        aria-label="Height of the rows"
        value={density}
        data={DENSITY_NAMES.map((name) => ({ value: name, label: name.charAt(0).toUpperCase() + name.slice(1) }))}
        onChange={(name) => {
          localStorage.setItem(KEPT, name);
          set({ density: name === 'normal' ? null : name }, { replace: true });
        }}
      />
      <ul aria-label="Columns shown, in order">
        {shown.map((id, index) => (
          <li key={id}>
            <Checkbox
              size="sm"
              label={COLUMNS[id]}
              checked
              disabled={id === 'tag'}
              onChange={() => put(shown.filter((other) => other !== id))}
            />
            <span>
              <Mover id={id} by={-1} off={index === 0} onMove={() => put(movedColumn(shown, id, -1))} />
              <Mover id={id} by={1} off={index === shown.length - 1} onMove={() => put(movedColumn(shown, id, 1))} />
            </span>
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <ul aria-label="Columns not shown">
          {others.map((id) => (
            <li key={id}>
              <Checkbox size="sm" label={COLUMNS[id]} checked={false} onChange={() => put([...shown, id])} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const Mover = ({ id, by, off, onMove }: { id: ColumnId; by: -1 | 1; off: boolean; onMove: () => void }): ReactNode => (
  <ActionIcon
    variant="subtle"
    color="gray"
    size="sm"
    aria-label={`Move ${COLUMNS[id]} ${by < 0 ? 'up' : 'down'}`}
    aria-disabled={off}
    data-disabled={off || undefined}
    onClick={() => {
      if (!off) onMove();
    }}
  >
    {by < 0 ? <IconArrowUp size={14} /> : <IconArrowDown size={14} />}
  </ActionIcon>
);
