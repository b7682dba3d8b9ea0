import { useEffect, useState, type ReactNode } from 'react';
import { exactTime, relativeTime } from '../lib/time.js';

/** "3 min ago", with the exact time as a tooltip, for screen readers and in print. `none`: what stands for no time. */
export function RelativeTime({
  at,
  timeZone,
  none = '–',
}: {
  at: string | null;
  timeZone?: string;
  none?: string;
}): ReactNode {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 30_000);
    return () => window.clearInterval(timer);
  }, []);
  if (!at) return <span>{none}</span>;
  const exact = exactTime(at, timeZone);
  return (
    <time dateTime={at} title={exact}>
      {relativeTime(at, now)}
      <span className="visually-hidden"> ({exact})</span>
    </time>
  );
}
