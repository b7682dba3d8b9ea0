import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ExportForm } from '../../components/exports/export-form.js';
import { exportSay } from '../../components/exports/export-words.js';
import { Panel } from '../../components/panel.js';
import { exportListsQuery } from '../../lib/export-queries.js';
import { useSession } from '../../lib/session.js';
import { filled, LoanFilters, type LoansAsked } from './loan-filters.js';
import styles from './exports.module.css';

/** A whole list as a file, also one whose page the account may not open: an auditor has it with pseudonyms. */
export function NewFile({ onClose }: { onClose: () => void }): ReactNode {
  const { sites } = useSession();
  const { data } = useQuery(exportListsQuery);
  const [name, setName] = useState('');
  const [siteId, setSiteId] = useState('');
  const [loans, setLoans] = useState<LoansAsked>({});
  // Those of one import, one bulk change or one session stand on their own pages.
  const lists = data?.items.filter(({ needs }) => needs === null || needs === 'siteId') ?? [];
  const list = lists.find((each) => each.list === name);
  const site = list?.needs ? sites.find(({ id }) => id === siteId) : undefined;
  const asked = name === 'loans' ? filled(loans) : site ? { siteId: site.id } : {};
  return (
    <Panel title="New file" onClose={onClose}>
      <div className={styles.choice}>
        <NativeSelect
          data-autofocus
          label="List"
          value={name}
          data={[
            { value: '', label: 'Choose a list' },
            ...lists.map((each) => ({ value: each.list, label: each.title })),
          ]}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {list?.needs && (
          <NativeSelect
            label="Site"
            value={siteId}
            data={[
              { value: '', label: 'Choose a site' },
              ...sites.map(({ id, name: label }) => ({ value: id, label })),
            ]}
            onChange={(event) => setSiteId(event.currentTarget.value)}
          />
        )}
        {name === 'loans' && <LoanFilters value={loans} onChange={setLoans} />}
        {list && (!list.needs || site) && (
          <ExportForm
            key={`${name} ${site?.id} ${JSON.stringify(asked)}`}
            list={list}
            lead={exportSay('lead.all')}
            view={{ list: name, query: asked, columns: list.columns.map(({ key }) => key) }}
          />
        )}
      </div>
    </Panel>
  );
}
