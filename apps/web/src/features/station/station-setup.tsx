import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { usePageTitle } from '../../components/page.js';
import { Refused } from '../../components/refused.js';
import { language } from '../../lib/language.js';
import { can, useSession, type SessionSite } from '../../lib/session.js';
import type { StationIdentity } from '../../lib/station-store.js';
import { createStation, listStations } from './scan-api.js';
import styles from './station-setup.module.css';
import { say } from './words.js';

interface SetupProps {
  onReady: (identity: StationIdentity, check: boolean) => void;
}

/** Asked once per browser: which desk is this? */
export function StationSetup({ onReady }: SetupProps): ReactNode {
  usePageTitle(say('setup.title'), say('title.scan'));
  const session = useSession();
  const sites = session.sites.filter(({ id }) => can(session, 'scan:use', id));
  return (
    <main className={styles.page} lang={language()}>
      <div className={styles.card}>
        <h1>{say('setup.title')}</h1>
        <p>{say('setup.lead')}</p>
        {sites.length > 0 ? (
          <SetupForm sites={sites} onReady={onReady} />
        ) : (
          <p role="alert">{session.sites.length > 0 ? say('setup.no-role') : say('setup.no-site')}</p>
        )}
        <Link to="/">{say('setup.home')}</Link>
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
    mutationFn: (_check: boolean) => createStation({ siteId, name: name.trim() || suggestion }),
    onSuccess: (station, check) => onReady({ id: station.id, name: station.name, site }, check),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    mutate(true);
  };
  return (
    <form onSubmit={submit}>
      <NativeSelect
        label={say('site')}
        size="md"
        value={siteId}
        onChange={(event) => setSiteId(event.currentTarget.value)}
        data={sites.map(({ id, code, name: label }) => ({ value: id, label: `${code} · ${label}` }))}
      />
      {here.length > 0 && (
        <fieldset className={styles.known}>
          <legend>{say('setup.desks')}</legend>
          {here.map((station) => (
            <Button
              key={station.id}
              variant="default"
              onClick={() => onReady({ id: station.id, name: station.name, site }, false)}
            >
              {station.name}
            </Button>
          ))}
        </fieldset>
      )}
      <TextInput
        label={say(here.length > 0 ? 'setup.or-new' : 'setup.name')}
        size="md"
        maxLength={60}
        autoComplete="off"
        placeholder={suggestion}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Refused error={error} />
      <Button type="submit" size="md" loading={isPending}>
        {say('setup.next')}
      </Button>
      <Button variant="default" size="md" onClick={() => mutate(false)}>
        {say('check.start')}
      </Button>
    </form>
  );
}
