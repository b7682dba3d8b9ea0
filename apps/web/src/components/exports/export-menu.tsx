import { Button, Popover } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { exportListsQuery } from '../../lib/export-queries.js';
import { shownKeys, type ExportKey, type ExportListName, type Shown } from '../../lib/export-keys.js';
import { language } from '../../lib/language.js';
import { ExportForm, type ExportedView } from './export-form.js';
import { exportSay } from './export-words.js';
import styles from './exports.module.css';

export type { ExportedView };

interface ExportMenuProps<List extends ExportListName> extends Omit<ExportedView, 'list' | 'columns'> {
  list: List;
  /** The columns of its table, or what a file calls what the view shows. */
  columns: readonly (ExportKey<List> | Shown<List>)[];
  /** What is in the file, where it is more than the view. */
  lead?: string;
  /** Among the small tools above a table, instead of the actions of the page. */
  small?: boolean;
  /** Rows that were selected, in the bar at the bottom of the window. */
  selected?: boolean;
}

/** "Export this view": what the list shows, as a file. Nothing for accounts that may not read the list. */
export function ExportMenu<List extends ExportListName>(props: ExportMenuProps<List>): ReactNode {
  const { small, selected, lead = selected ? exportSay('lead.selected') : undefined, columns, ...view } = props;
  const { data } = useQuery(exportListsQuery);
  const [open, setOpen] = useState(false);
  const list = data?.items.find((each) => each.list === view.list);
  if (!list || (view.onlyNamed && !list.names)) return null;
  const label = exportSay(selected ? 'open.selected' : 'open');
  return (
    <Popover
      position={selected ? 'top-end' : 'bottom-end'}
      trapFocus
      returnFocus
      opened={open}
      onChange={setOpen}
      // No higher than the window has room for: the fields scroll, the buttons stay.
      middlewares={{ flip: true, shift: true, size: { padding: 8 } }}
      classNames={{ dropdown: styles.dropdown }}
    >
      <Popover.Target>
        <Button
          variant="default"
          size={small ? 'compact-sm' : 'sm'}
          leftSection={<IconDownload size={small ? 15 : 16} aria-hidden />}
          lang={language()}
          onClick={() => setOpen(!open)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} lang={language()}>
        <ExportForm view={{ ...view, columns: shownKeys(columns) }} list={list} lead={lead} />
      </Popover.Dropdown>
    </Popover>
  );
}
