import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useCurrentSite } from '../../lib/current-site.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { Page } from '../../components/page.js';
import { EmptyState } from '../../components/states.js';
import { useCan, useSession } from '../../lib/session.js';
import { useHistoryText } from '../../lib/use-history-text.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { usePrintLabels } from './bulk-bar.js';
import { ColumnsMenu } from './columns-menu.js';
import { foundColumns } from './device-columns.js';
import { onlyDeviceOf, useDeviceSearch } from './device-queries.js';
import { DeviceTable } from './device-table.js';
import styles from './devices.module.css';
import { FilteredDevices } from './filtered-devices.js';
import { columnsOf, fileColumns } from './list-look.js';
import { pastedCodes } from './pasted.js';
import { PastedDevices } from './pasted-devices.js';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** A pasted list: too long for an address. */
    codes?: string[];
  }
}

/** The pasted list of this history entry: it survives Back and reload. */
function usePasted(): [codes: string[] | undefined, set: (codes: string[] | undefined) => void] {
  const codes = useRouterState({ select: ({ location }) => location.state.codes });
  const navigate = useNavigate();
  const set = (next: string[] | undefined): void =>
    void navigate({ to: '.', search: true, resetScroll: false, state: (old) => ({ ...old, codes: next }) });
  return [codes, set];
}

/** Every device of the account's sites: by filter from the address, by what is typed, or by a pasted list. */
export function DevicesPage(): ReactNode {
  const mayRegister = useCan('device:register');
  const mayMerge = useCan('device:merge');
  const input = useHistoryText();
  const [pasted, setPasted] = usePasted();
  return (
    <Page
      title="Devices"
      actions={
        <>
          {mayMerge && (
            <Button variant="default" renderRoot={(props) => <Link to="/devices/look-alikes" {...props} />}>
              Look-alikes
            </Button>
          )}
          {mayRegister && (
            <Button renderRoot={(props) => <Link to="/devices/new" {...props} />} leftSection={<IconPlus size={16} />}>
              Device
            </Button>
          )}
        </>
      }
    >
      <SearchBox input={input} onPaste={setPasted} />
      {pasted ? (
        <PastedDevices key={pasted.join()} codes={pasted} onClear={() => setPasted(undefined)} />
      ) : input.query ? (
        <FoundDevices q={input.query} onClear={() => input.flush('')} />
      ) : (
        <FilteredDevices />
      )}
    </Page>
  );
}

interface SearchBoxProps {
  input: ReturnType<typeof useHistoryText>;
  onPaste: (codes: string[]) => void;
}

/** Typed text is searched; a scanned code opens its device; several lines are a list. */
function SearchBox({ input, onPaste }: SearchBoxProps): ReactNode {
  const navigate = useNavigate();
  const enter = async (text: string): Promise<void> => {
    input.flush(text);
    const id = text.trim() === '' ? null : await onlyDeviceOf(text.trim());
    if (id) await navigate({ to: '/devices/$id', params: { id } });
  };
  return (
    <TextInput
      className={styles.search}
      aria-label="Search devices"
      placeholder="Tag, serial, model, holder – or paste a list of codes"
      leftSection={<IconSearch size={16} aria-hidden />}
      autoComplete="off"
      spellCheck={false}
      value={input.text}
      onChange={(event) => input.setText(event.currentTarget.value)}
      onPaste={(event) => {
        const codes = pastedCodes(event.clipboardData.getData('text'));
        if (!codes) return;
        event.preventDefault();
        input.flush('');
        onPaste(codes);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void enter(event.currentTarget.value);
        if (event.key === 'Escape') input.flush('');
      }}
    />
  );
}

/** What can be done with all that was found. The text of the search stays here: it may be a name. */
function FoundTools({ ids }: { ids: string[] }): ReactNode {
  const [url] = useUrlState();
  const mayPrint = useCan('label:print');
  const printLabels = usePrintLabels();
  return (
    <span className={styles.viewLine}>
      <ColumnsMenu />
      {mayPrint && (
        <Button variant="default" size="compact-sm" onClick={() => printLabels({ ids })}>
          Print labels
        </Button>
      )}
      <ExportMenu small list="devices" query={{}} ids={ids} columns={fileColumns(url)} />
    </span>
  );
}

function FoundDevices({ q, onClear }: { q: string; onClear: () => void }): ReactNode {
  const { district } = useSession();
  const site = useCurrentSite();
  const query = useDeviceSearch(q, site);
  const cols = columnsOf(useUrlState()[0]).join();
  const columns = useMemo(() => foundColumns(district.timeZone, columnsOf({ cols })), [district.timeZone, cols]);
  return (
    <>
      <div className={styles.tools}>
        <p className={styles.hint}>
          The best matches for “{q}”{site ? ' at the site chosen above' : ''}, the most certain first. Filters rest
          while you search.
        </p>
        {query.rows.length > 0 && <FoundTools ids={query.rows.map(({ id }) => id)} />}
      </div>
      <DeviceTable
        caption="Devices found"
        columns={columns}
        query={query}
        listKey={`${site ?? ''} ${q}`}
        empty={
          <EmptyState
            title={`No device matches “${q}”`}
            action={
              <Button variant="default" onClick={onClear}>
                Clear the search
              </Button>
            }
          >
            Tags and serials may be typed in part; one slip is forgiven.
          </EmptyState>
        }
      />
    </>
  );
}
