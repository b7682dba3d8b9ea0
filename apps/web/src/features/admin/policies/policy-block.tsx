import { Button } from '@mantine/core';
import { Fragment, useState, type ReactNode } from 'react';
import { Block } from '../../../components/page.js';
import table from '../../../components/plain-table.module.css';
import { Panel } from '../../../components/panel.js';
import { Badge } from '../../../components/state-badge.js';
import { useCan, useCanEverywhere, type SessionSite } from '../../../lib/session.js';
import { dayText } from '../../../lib/time.js';
import styles from './policies.module.css';
import { PolicyForm } from './policy-form.js';
import { PolicyHistory } from './policy-history.js';
import { barredChoices, fieldState, valueText, type Policy, type PolicyField } from './policy-state.js';

interface PolicyBlockProps {
  policy: Policy;
  today: string;
  /** Where the policy is looked at; `null`: the whole district. */
  site: SessionSite | null;
  place: ReactNode;
}

/** One policy: a row for each field, what holds today, what is planned; the form opens in it. */
export function PolicyBlock({ policy, today, site, place }: PolicyBlockProps): ReactNode {
  const [open, setOpen] = useState<{ key: string | null; name: string } | null>(null);
  const mayEdit = useCan('policy:edit', site?.id);
  const mayEditAll = useCanEverywhere('policy:edit');
  const keys =
    policy.keys.length > 0
      ? policy.keys.map(({ key, label }) => ({ key, name: label }))
      : [{ key: site?.id ?? null, name: site?.name ?? 'the whole district' }];
  return (
    <Block title={policy.label}>
      <p className={styles.text}>{policy.description}</p>
      {place}
      {open && (
        <Panel title={`Change ${policy.label.toLowerCase()} for ${open.name}`} onClose={() => setOpen(null)}>
          <PolicyForm key={open.key} policy={policy} policyKey={open.key} today={today} onClose={() => setOpen(null)} />
        </Panel>
      )}
      {keys.map((each) => (
        <section key={each.key} className={styles.key} aria-label={`${policy.label} for ${each.name}`}>
          <header>
            {policy.keys.length > 0 && <h3>{each.name}</h3>}
            {(site ? mayEdit : mayEditAll) && open === null && (
              <Button
                variant="default"
                size="compact-sm"
                aria-label={`Change ${policy.label.toLowerCase()} for ${each.name}`}
                onClick={() => setOpen(each)}
              >
                Change
              </Button>
            )}
          </header>
          <Fields policy={policy} policyKey={each.key} today={today} />
          <PolicyHistory policy={policy} policyKey={each.key} name={each.name} today={today} />
        </section>
      ))}
    </Block>
  );
}

const Fields = ({
  policy,
  policyKey,
  today,
}: {
  policy: Policy;
  policyKey: string | null;
  today: string;
}): ReactNode => (
  <div className={table.scroll}>
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">What is decided</th>
          <th scope="col">In force today</th>
          <th scope="col">Planned</th>
        </tr>
      </thead>
      <tbody>
        {policy.fields.map((field) => (
          <FieldRow key={field.field} field={field} policy={policy} policyKey={policyKey} today={today} />
        ))}
      </tbody>
    </table>
  </div>
);

interface FieldRowProps {
  field: PolicyField;
  policy: Policy;
  policyKey: string | null;
  today: string;
}

function FieldRow({ field, policy, policyKey, today }: FieldRowProps): ReactNode {
  const { value, own, planned } = fieldState(policy, policyKey, field.field, today);
  return (
    <tr>
      <th scope="row">
        {field.label}
        <span className={styles.note}>
          {field.description}
          {field.affects.length > 0 && <> Affects rows {field.affects.join(', ')}.</>}
          {barredChoices(field).map((text) => (
            <Fragment key={text}> {text}</Fragment>
          ))}
        </span>
      </th>
      <td>
        {valueText(field, value)}{' '}
        {policy.bySite && policyKey !== null && (
          <Badge tone={own ? 'blue' : 'grey'}>{own ? 'Own' : 'District’s'}</Badge>
        )}
      </td>
      <td>
        {planned.length === 0 ? (
          <span className={`${styles.note} ${styles.nothing}`}>Nothing</span>
        ) : (
          planned.map((each) => (
            <span key={each.startsOn} className={styles.planned}>
              <Badge tone="amber">{dayText(each.startsOn)}</Badge> {valueText(field, each.value)}
            </span>
          ))
        )}
      </td>
    </tr>
  );
}
