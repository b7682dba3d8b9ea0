import { SCAN_MODES, type ScanMode } from '@app/scan-engine';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { NotFoundPage } from '../../components/not-found-page.js';
import { can, useSession } from '../../lib/session.js';
import { readIdentity, writeIdentity, type StationIdentity } from '../../lib/station-store.js';
import { listStations, type StationDto } from './scan-api.js';
import { StationDesk } from './station-desk.js';
import { StationSetup } from './station-setup.js';
import { startTrace } from '../../lib/trace.js';

startTrace();

/** Session and layout stay in the address. */
const keepSearch = (old: object): object => old;

const isMode = (mode: string | undefined): mode is ScanMode => SCAN_MODES.includes(mode as ScanMode);

/** `/scan/out`, `/scan/in`, `/scan/look`: full screen, one field. */
export function StationPage(): ReactNode {
  const { mode } = useParams({ strict: false });
  const session = useSession();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { data: stations } = useQuery({ queryKey: ['stations'], queryFn: listStations, staleTime: Infinity });
  const [generation, setGeneration] = useState(0);
  const [identity, setIdentity] = useState<StationIdentity | null>(readIdentity);
  if (!isMode(mode)) return <NotFoundPage />;
  // Unless the server says that there is no such desk (any more), this browser is the desk it was.
  const known = identity && (stations?.some(({ id }) => id === identity.id) ?? true);
  const usable = known && can(session, 'scan:use', identity.site.id) ? identity : null;
  if (!usable) {
    return (
      <StationSetup
        onReady={(ready, check) => {
          writeIdentity(ready);
          client.setQueryData<StationDto[]>(['stations'], (old = []) => [
            ...old,
            { id: ready.id, name: ready.name, siteId: ready.site.id },
          ]);
          if (check) void navigate({ to: '/scan/check' });
          else setIdentity(ready);
        }}
      />
    );
  }
  return (
    <StationDesk
      key={`${usable.id} ${session.account.language} ${generation}`}
      identity={usable}
      initialMode={mode}
      onMode={(next) => {
        localStorage.setItem('cubby.scan-mode', next);
        void navigate({ to: '/scan/$mode', params: { mode: next }, search: keepSearch });
      }}
      onOtherDesk={() => setIdentity(null)}
      onSession={(id) => void navigate({ to: '.', search: (old) => ({ ...old, session: id }), replace: true })}
      sessionEnded={(id) => {
        if (id) void navigate({ to: '/scan/sessions/$id', params: { id } });
        else setGeneration((n) => n + 1);
      }}
      sessionIdle={() => setGeneration((n) => n + 1)}
    />
  );
}
