import type { Language } from '@app/kernel';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CardRows } from '../../components/card-rows.js';
import plain from '../../components/plain-table.module.css';
import type { ClearanceDetail } from '../../lib/clearance-words.js';
import { deviceName, modelName } from '../../lib/device-words.js';
import { languageOf, LOCALES, wordsIn, type Values } from '../../lib/language.js';
import { useSession } from '../../lib/session.js';
import { dayText } from '../../lib/time.js';
import styles from './clearances.module.css';
import { CONDITION_WORDS, SLIP_WORDS, STANDING_WORDS } from './slip-words.js';

const COLUMNS = ['device', 'model', 'serial', 'since', 'condition', 'standing'] as const;

/** What is owed, as the family signs it: in the person's language when it is ours, else in English. */
export function ClearanceSlip({ clearance }: { clearance: ClearanceDetail }): ReactNode {
  const { district } = useSession();
  const { lines, note, closedByName, person, display, site, movedTo, state, overdueOn, dueOn } = clearance;
  const spoken = languageOf(clearance.language) ?? 'en';
  const { say, day } = speaking(spoken);
  return (
    <section
      className={styles.slip}
      lang={spoken}
      aria-label={say('items')}
      data-print={person !== null && !person.doNotContact}
    >
      <div className={styles.paperOnly}>
        <p>
          <strong>{say('title', { district: district.name })}</strong>
        </p>
        <p>
          {say('lead', { name: display, number: person?.number ?? '–', site: site.name, day: day(dueOn) })}
          {movedTo && ` · ${say('moved', { site: movedTo.name })}`}
        </p>
      </div>
      {lines.length === 0 ? (
        <p>{say('nothing')}</p>
      ) : (
        <CardRows>
          <Items lines={lines} spoken={spoken} />
        </CardRows>
      )}
      {state === 'open' && <p>{say('late', { day: day(overdueOn) })}</p>}
      {note && <p>{closedByName ? say('closed.by', { who: closedByName, note }) : say('closed', { note })}</p>}
      <p className={styles.sign}>
        <span>{say('staff')}</span>
        <span>{say('returner')}</span>
        <span>{say('date')}</span>
      </p>
    </section>
  );
}

const counted = (name: string, count: number): string => (count > 1 ? `${count} × ${name}` : name);

const speaking = (spoken: Language) => ({
  say: (key: keyof typeof SLIP_WORDS, values?: Values): string => wordsIn(SLIP_WORDS[key], values, spoken),
  day: (on: string): string => dayText(on.slice(0, 10), LOCALES[spoken]),
});

function Items({ lines, spoken }: { lines: ClearanceDetail['lines']; spoken: Language }): ReactNode {
  const { say, day } = speaking(spoken);
  return (
    <div className={plain.scroll}>
      <table className={plain.table}>
        <caption>{say('caption')}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {say(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id, device, accessory, given, out, loanedAt, state: standing, settledAt }) => (
            <tr key={id}>
              <th scope="row">
                {accessory && `${counted(accessory, standing === 'owed' ? out : given)} · `}
                <Link to="/devices/$id" params={{ id: device.id }} className="mono">
                  {deviceName(device)}
                </Link>
              </th>
              <td>{accessory ? say('with', { model: modelName(device.model) }) : modelName(device.model)}</td>
              <td className="mono">{(!accessory && device.serial?.slice(-4).padStart(5, '…')) || '–'}</td>
              <td>{day(loanedAt)}</td>
              <td>{accessory ? '–' : wordsIn(CONDITION_WORDS[device.condition], {}, spoken)}</td>
              <td>
                {wordsIn(STANDING_WORDS[standing], {}, spoken)} {settledAt && day(settledAt)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
