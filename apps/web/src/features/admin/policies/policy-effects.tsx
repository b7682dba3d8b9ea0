import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Dto } from '../../../lib/api.js';
import { dayText } from '../../../lib/time.js';
import styles from './policies.module.css';
import { valueOf, valueText, type Policy, type PolicyRow } from './policy-state.js';

interface PolicyEffectsProps {
  policy: Policy;
  last: PolicyRow | undefined;
  change: Dto<'NewPolicyChangeDto'>;
  effects: Dto<'PolicyEffectDto'>[];
  saving: boolean;
  onSave: () => void;
}

/** Old → new, and how many records the change would meet; each number opens its list. */
export function PolicyEffects({ policy, last, change, effects, saving, onSave }: PolicyEffectsProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={styles.effects} aria-label="What would change">
      <h3 ref={heading} tabIndex={-1}>
        What would change from {dayText(change.startsOn)}
      </h3>
      <ul>
        {policy.fields
          .filter(({ field }) => field in change.values)
          .map((field) => (
            <li key={field.field}>
              {field.label}: {valueText(field, valueOf(last, field.field))} →{' '}
              <strong>{valueText(field, change.values[field.field] ?? null)}</strong>
              {field.affects.length > 0 && <span className={styles.note}>Affects rows {field.affects.join(', ')}</span>}
            </li>
          ))}
      </ul>
      {effects.map((effect) => (
        <Effect key={effect.label} effect={effect} />
      ))}
      <div className={styles.buttons}>
        <Button onClick={onSave} loading={saving}>
          Plan this change
        </Button>
      </div>
    </section>
  );
}

function Effect({ effect: { label, count, href, people } }: { effect: Dto<'PolicyEffectDto'> }): ReactNode {
  const number = count.toLocaleString('en-US');
  return (
    <div className={styles.effect}>
      <p>
        {href && count > 0 ? (
          <Link to={href as never} target="_blank">
            {number}
          </Link>
        ) : (
          <strong>{number}</strong>
        )}{' '}
        {label}
      </p>
      {people.length > 0 && (
        <details>
          <summary>{people.length < count ? `The first ${people.length}` : 'Who they are'}</summary>
          <ul>
            {people.map(({ id, display, siteCode, has }) => (
              <li key={id}>
                <Link to="/people/$id" params={{ id }} target="_blank">
                  {display}
                </Link>{' '}
                {siteCode} · {has}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
