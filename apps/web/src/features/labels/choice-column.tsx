import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { can, useSession, type SessionSite } from '../../lib/session.js';
import { kindOf } from './choice.rules.js';
import { LookFields, PrintFields, StockSelect } from './how-fields.js';
import { KINDS } from './label-words.js';
import styles from './labels.module.css';
import type { Choice } from './use-choice.js';
import type { KnownHere } from './use-known.js';
import { WhatFields } from './what-fields.js';

/** Permissions that kinds of labels need beside that of printing. */
const NEEDS: Partial<Record<string, string>> = {
  device: 'device:read',
  serial: 'device:read',
  person: 'person:read',
  room: 'site:read',
  cart: 'site:read',
  'cart-slot': 'site:read',
};

/** What of a choice another site does not have. */
const OF_A_SITE = { some: null, printer: null, list: null, all: null, grades: null, homerooms: null };

interface ChoiceColumnProps {
  choice: Choice;
  site: SessionSite;
  sites: SessionSite[];
  here: KnownHere;
}

/** The steps: what, on which stock, with which codes and words. */
export function ChoiceColumn({ choice, site, sites, here }: ChoiceColumnProps): ReactNode {
  const session = useSession();
  const kinds = Object.keys(KINDS).filter((kind) => {
    const needed = NEEDS[kind];
    return needed === undefined || can(session, needed, site.id);
  });
  return (
    <div className={styles.choice}>
      <section aria-labelledby="labels-what">
        <h2 id="labels-what">What</h2>
        {sites.length > 1 && (
          <SiteSelect site={site} sites={sites} onChange={(code) => choice.set({ ...OF_A_SITE, site: code })} />
        )}
        <WhatFields choice={choice} known={here.known} kinds={kinds} />
      </section>
      <section aria-labelledby="labels-stock">
        <h2 id="labels-stock">Stock and printer</h2>
        <StockSelect choice={choice} stockId={here.known.stockId} stock={here.stock} used={here.used} />
        <PrintFields choice={choice} known={here.known} stock={here.chosen} printers={here.printers} />
        {here.asPrintedAt && <p className={styles.help}>As last printed at {here.asPrintedAt}, by somebody else.</p>}
      </section>
      {kindOf(choice.url) !== 'command' && (
        <section aria-labelledby="labels-look">
          <h2 id="labels-look">On each label</h2>
          <LookFields choice={choice} />
        </section>
      )}
    </div>
  );
}

interface SiteSelectProps {
  site: SessionSite | undefined;
  sites: readonly SessionSite[];
  onChange: (code: string) => void;
}

export const SiteSelect = ({ site, sites, onChange }: SiteSelectProps): ReactNode => (
  <NativeSelect
    id="label-site"
    label="Printed at"
    value={site?.code ?? ''}
    data={[
      ...(site ? [] : [{ value: '', label: 'Choose a site', disabled: true }]),
      ...sites.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` })),
    ]}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
);
