import type { ScanMode } from '@app/scan-engine';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useSyncExternalStore, type ReactNode, type RefObject } from 'react';
import { language } from '../../lib/language.js';
import { can, helps, useSession } from '../../lib/session.js';
import { AttentionTray } from './attention-tray.js';
import type { StationIdentity } from '../../lib/station-store.js';
import { BatchPanel } from './batch-panel.js';
import { ContextStrip } from './context-strip.js';
import { displayOf, speakToDisplays } from './display.js';
import { EndPanel } from './end-panel.js';
import type { Listening } from './focus-keeper.js';
import { HelpSheet } from './help-sheet.js';
import { Newcomer } from './newcomer-panel.js';
import { ModeBar } from './mode-bar.js';
import { QuickAdd } from './quick-add-panel.js';
import { ResultPanel } from './result-panel.js';
import { countRows, type Counts } from './counts.js';
import { rowOf, type Row } from './rows.js';
import { ScanField } from './scan-field.js';
import { SessionList } from './session-list.js';
import { StickyBar } from './sticky-bar.js';
import { Strips } from './strips.js';
import './kiosk.css';
import { printReceipt } from './receipt-paper.js';
import { receiptOf } from './receipt.js';
import styles from './station.module.css';
import type { Desk, DeskOptions } from './create-station.js';
import type { StationState } from './station-state.js';
import type { Station } from './station.js';
import { useDesk } from './use-desk.js';
import { MODE_WORDS, say } from './words.js';

interface StationDeskProps {
  identity: StationIdentity;
  initialMode: ScanMode;
  onMode: (mode: ScanMode) => void;
  onOtherDesk: () => void;
  onSession: (sessionId: string) => void;
  sessionEnded: (sessionId: string | null) => void;
  sessionIdle: () => void;
}

/** Once it is there. */
const goToPanel = (): void =>
  void window.setTimeout(
    () =>
      document
        .querySelector<HTMLElement>('#station-new-device [role=combobox], #station-newcomer [name=givenName]')
        ?.focus(),
    0,
  );
const goToAttention = (): void => document.querySelector<HTMLElement>('#station-attention button')?.focus();

export function StationDesk(props: StationDeskProps): ReactNode {
  const { identity, onOtherDesk } = props;
  const session = useSession();
  const root = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const { desk, state, heard, counts, blocked, focusField } = useStation(props, root, field);
  const { station } = desk;
  const shown = rowOf(state.rows, state.targetId ?? state.resultId);
  return (
    <div
      ref={root}
      className={styles.station}
      data-mode={state.mode}
      data-listening={heard}
      data-gloves={state.settings.gloves}
      data-big={state.settings.big}
      lang={language()}
    >
      <ModeBar identity={identity} who={session.account.displayName} state={state} station={station} />
      <Strips
        state={state}
        station={station}
        email={session.account.email}
        endedBefore={desk.endedBefore}
        focusField={focusField}
      />
      <div className={styles.body}>
        <main className={styles.main}>
          <h1 className="visually-hidden">{MODE_WORDS[state.mode]}</h1>
          <StickyBar state={state} station={station} site={identity.site} soundBlocked={blocked} field={field} />
          <ScanField inputRef={field} heard={heard} state={state} station={station} />
          <ContextStrip state={state} station={station} mayAdd={can(session, 'person:edit', identity.site.id)} />
          <BatchPanel state={state} station={station} siteId={identity.site.id} />
          <div className={styles.result}>
            <ResultPanel state={state} row={shown} station={station} />
            {state.newcomer && <Newcomer code={state.newcomer.code} site={identity.site} station={station} />}
            {state.ending && <EndPanel counts={counts} station={station} />}
            <QuickAdd row={rowOf(state.rows, state.adding)} site={identity.site} station={station} />
          </div>
          <CountLine counts={counts} state={state} station={station} />
          <SessionList
            rows={state.rows}
            targetId={state.targetId}
            station={station}
            gloves={state.settings.gloves}
            most={state.settings.big ? 3 : undefined}
          />
        </main>
        <Side state={state} desk={desk} attention={counts.attention} onOtherDesk={onOtherDesk} />
      </div>
      <LiveRegions />
    </div>
  );
}

/** The desk, what the page shows of it, and the window around it: address and title. */
function useStation(
  { identity, initialMode, onMode, onSession, sessionEnded, sessionIdle }: StationDeskProps,
  root: RefObject<HTMLDivElement | null>,
  field: RefObject<HTMLInputElement | null>,
) {
  const session = useSession();
  const { account, district } = session;
  const print: DeskOptions['print'] = (receipt, paper) => {
    const place = {
      district: district.name,
      site: identity.site.name,
      desk: identity.name,
      staff: account.displayName,
      at: new Date().toISOString(),
      timeZone: district.timeZone,
    };
    return printReceipt(receipt, place, paper, () => field.current?.focus({ preventScroll: true }));
  };
  const options = {
    ...{ mode: initialMode, accountId: account.id, stationId: identity.id, timeZone: district.timeZone },
    rights: { helps: helps(session, identity.site.id), addsPeople: can(session, 'person:edit', identity.site.id) },
    ...{ modeChanged: onMode, goToAttention, goToPanel, sessionEnded, sessionIdle, print },
  };
  const view = useDesk(options, root, field);
  const { desk, state, listening } = view;
  const { station, player } = desk;
  const blocked = useSyncExternalStore(player.subscribe, player.isBlocked);
  const counts = useMemo(() => countRows(state.rows), [state.rows]);
  const heard: Listening = state.passive ? 'away' : listening;
  useDisplays(identity.id, rowOf(state.rows, state.resultId));
  useSessionInAddress(desk.sessionId, onSession);
  useBackAndForward(station);
  useTitle(heard === 'away', counts.attention, MODE_WORDS[state.mode], district.name);
  return { ...view, blocked, counts, heard };
}

/** The screens that face the person hear of the newest row. */
function useDisplays(stationId: string, row: Row | undefined): void {
  const displays = useRef<ReturnType<typeof speakToDisplays>>(null);
  useEffect(() => {
    const opened = speakToDisplays(stationId);
    displays.current = opened;
    return opened.close;
  }, [stationId]);
  useEffect(() => displays.current?.say(displayOf(row)), [row]);
}

/** Always mounted: a region that appears with its text is not read. */
const LiveRegions = (): ReactNode => (
  <>
    <div id="station-status" role="status" className="visually-hidden" data-testid="live-status" />
    <div id="station-alert" role="alert" className="visually-hidden" data-testid="live-alert" />
  </>
);

interface SideProps {
  state: StationState;
  desk: Desk;
  attention: number;
  onOtherDesk: () => void;
}

const Side = ({ state, desk, attention, onOtherDesk }: SideProps): ReactNode =>
  state.help ? (
    <HelpSheet state={state} desk={desk} onOtherDesk={onOtherDesk} />
  ) : (
    <AttentionTray rows={state.rows} count={attention} station={desk.station} />
  );

interface CountLineProps {
  counts: Counts;
  state: StationState;
  station: Station;
}

function CountLine({ counts, state, station }: CountLineProps): ReactNode {
  return (
    <p className={styles.counts}>
      <span>
        {say('word.in')} <strong>{counts.in}</strong>
      </span>
      <span>
        {say('word.out')} <strong>{counts.out}</strong>
      </span>
      <button type="button" onClick={() => station.command({ name: 'attention' })}>
        {say('attention')} <strong>{counts.attention}</strong>
      </button>
      {state.settings.receipts !== 'never' && receiptOf(state.rows) && (
        <button type="button" onClick={() => station.command({ name: 'print' })}>
          {say('receipt')} <kbd>/p</kbd>
        </button>
      )}
      <button type="button" onClick={() => station.askEnd()}>
        {say('end')}
      </button>
    </p>
  );
}

/** The address is that of the session: after a reload it goes on, once ended it shows what it came to. */
function useSessionInAddress(sessionId: string, show: (sessionId: string) => void): void {
  const latest = useRef(show);
  useEffect(() => {
    latest.current = show;
  });
  useEffect(() => latest.current(sessionId), [sessionId]);
}

/** The station leads and the address follows, except when somebody goes back. */
function useBackAndForward(station: Station): void {
  const router = useRouter();
  useEffect(
    () =>
      router.history.subscribe(({ location, action }) => {
        if (action.type === 'PUSH' || action.type === 'REPLACE') return;
        const mode = /^\/scan\/(out|in|look)$/.exec(location.pathname)?.[1];
        if (mode) station.setMode(mode as ScanMode);
      }),
    [router, station],
  );
}

function useTitle(away: boolean, attention: number, mode: string, district: string): void {
  useEffect(() => {
    const count = attention > 0 ? `(${attention}) ` : '';
    document.title = `${away ? `⚠ ${say('title.away')} – ` : ''}${count}${mode} – ${say('title.scan')} – ${district}`;
  }, [away, attention, mode, district]);
}
