import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { usePageTitle } from '../../components/page.js';
import { problemOf } from '../../lib/api.js';
import { can, useSession, type SessionSite } from '../../lib/session.js';
import type { StationIdentity } from '../../lib/station-store.js';
import { createStation, listStations } from './scan-api.js';
import styles from './station-setup.module.css';

interface SetupProps {
  onReady: (identity: StationIdentity) => void;
}

/** Asked once per browser: which desk is this? */
export function StationSetup({ onReady }: SetupProps): ReactNode {
  usePageTitle('Set up this desk', 'Scan');
  const session = useSession();
  const sites = session.sites.filter(({ id }) => can(session, 'scan:use', id));
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <h1>Which desk is this?</h1>
        <p>Asked once. Every scan from this browser carries the name of the desk.</p>
        {sites.length > 0 ? (
          <SetupForm sites={sites} onReady={onReady} />
        ) : (
          <p role="alert">
            {session.sites.length > 0
              ? 'Your role does not include scanning at any site. Ask your site administrator.'
              : 'There is no site yet. An IT admin adds the sites first.'}
          </p>
        )}
        <Link to="/">Back to Home</Link>
      </div>
    </main>
  );
}

function SetupForm({ sites, onReady }: SetupProps & { sites: SessionSite[] }): ReactNode {
  const [siteId, setSiteId] = useState(sites[0].id);
  const [name, setName] = useState('');
  const { data: stations = [] } = useQuery({ queryKey: ['stations'], queryFn: listStations, staleTime: Infinity });
  const site = sites.find(({ id }) => id === siteId) ?? sites[0];
  const here = stations.filter((station) => station.siteId === siteId);
  const suggestion = `Desk ${here.length + 1}`;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => createStation({ siteId, name: name.trim() || suggestion }),
    onSuccess: (station) => onReady({ id: station.id, name: station.name, site }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    mutate();
  };
  return (
    <form onSubmit={submit}>
      <NativeSelect
        label="Site"
        size="md"
        value={siteId}
        onChange={(event) => setSiteId(event.currentTarget.value)}
        data={sites.map(({ id, code, name: label }) => ({ value: id, label: `${code} · ${label}` }))}
      />
      {here.length > 0 && (
        <fieldset className={styles.known}>
          <legend>Desks of this site</legend>
          {here.map((station) => (
            <Button
              key={station.id}
              variant="default"
              onClick={() => onReady({ id: station.id, name: station.name, site })}
            >
              {station.name}
            </Button>
          ))}
        </fieldset>
      )}
      <TextInput
        label={here.length > 0 ? 'Or a new desk' : 'Name of this desk'}
        size="md"
        maxLength={60}
        autoComplete="off"
        placeholder={suggestion}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {error && <p role="alert">{problemOf(error).detail ?? problemOf(error).title}</p>}
      <Button type="submit" size="md" loading={isPending}>
        Start scanning
      </Button>
    </form>
  );
}
