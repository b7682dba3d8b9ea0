import { renderMessage } from '@app/scan-engine';
import { STATE_LABELS } from './state-words.js';

const said = (state: string, locale: string): string =>
  renderMessage({ key: '{state:state}', values: { state } }, { locale, timeZone: 'UTC', today: '2026-09-14' });

it('a state has one word, on every page and in what the station says', () => {
  for (const [state, label] of Object.entries(STATE_LABELS))
    expect(said(state, 'en').toLowerCase()).toBe(label.toLowerCase());
});

it('what is out is checked out, the word of the act, whatever the kind of loan', () => {
  expect([said('deployed', 'en'), said('deployed', 'es')]).toEqual(['checked out', 'entregado']);
});
