import { api, ask } from './api.js';
import { isCollectionSeason, landingOf } from './landing.js';
import type { Session } from './session.js';
import { todayIn } from './time.js';

/** Where they wanted to go, else where their work is. */
export async function landingPage(to: string, session: Session | null): Promise<string> {
  if (to !== '/' || !session) return to;
  const years = await ask(api.GET('/api/v1/school-years')).catch(() => ({ items: [] }));
  return landingOf(session, isCollectionSeason(years.items, todayIn(session.district.timeZone)));
}
