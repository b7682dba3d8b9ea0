import { renderMessage } from '@app/scan-engine';
import { STATE_LABELS } from './state-words.js';

it('a state has one word, on every page and in what the station says', () => {
  const options = { locale: 'en', timeZone: 'UTC', today: '2026-09-14' };
  for (const [state, label] of Object.entries(STATE_LABELS)) {
    const said = renderMessage({ key: '{state:state}', values: { state } }, options);
    expect(said.toLowerCase()).toBe(label.toLowerCase());
  }
});
