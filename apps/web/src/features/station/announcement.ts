import type { OutcomeClass } from '@app/scan-engine';
import type { Announcement } from './announcer.js';
import { refusalWords, type Row } from './rows.js';
import { say } from './words.js';

/** What is said about a row. */
export function announcementOf({ answer, refusal, code }: Row, outcome: OutcomeClass): Announcement {
  if (answer)
    return { class: outcome, outcome: answer.text.headline, tag: answer.device?.tag ?? null, extra: answer.text.lines };
  return { class: outcome, outcome: refusal ? refusalWords(refusal) : say('saved.spoken'), tag: code, extra: [] };
}
