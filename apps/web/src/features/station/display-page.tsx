import { IconCircleCheckFilled, IconClock } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { usePageTitle } from '../../components/page.js';
import { language, wordsIn } from '../../lib/language.js';
import { useSession } from '../../lib/session.js';
import styles from './display-page.module.css';
import { listenToStation, type DisplayMessage } from './display.js';
import { DISPLAY_WORDS } from './receipt-words.js';
import { say } from './words.js';

/** Thanks stay as long as somebody may read them; then the next person is greeted. */
const THANKS_MS = 20_000;

/** The second screen of a desk, for the person in front of it. It knows only what the station's window tells it. */
export function DisplayPage(): ReactNode {
  const { station = '' } = useSearch({ strict: false });
  const { district } = useSession();
  const [message, setMessage] = useState<DisplayMessage | null>(null);
  usePageTitle(say('display'));
  useEffect(() => listenToStation(station, setMessage), [station]);
  useEffect(() => {
    if (!message || message.key === 'ready') return;
    const timer = window.setTimeout(() => setMessage(null), THANKS_MS);
    return () => window.clearTimeout(timer);
  }, [message]);
  const { key, name, model, language: spoken } = message ?? { key: 'ready', language: language() };
  const done = key.startsWith('returned') || key.startsWith('given');
  return (
    <main className={styles.page} lang={spoken} data-key={key}>
      <p className={styles.district}>{district.name}</p>
      <h1 role="status" data-testid="display">
        {done && <IconCircleCheckFilled aria-hidden />}
        {key === 'wait' && <IconClock aria-hidden />}
        <span>{wordsIn(DISPLAY_WORDS[key], { name: name ?? '', model: model ?? '' }, spoken)}</span>
      </h1>
    </main>
  );
}
