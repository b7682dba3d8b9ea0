import { DEVICE_STATES, LANGUAGES, stateLabel } from '@app/kernel';
import { renderMessage } from './index.js';

it.each(LANGUAGES)('a state has one word in %s, on every page and in what the station says', (locale) => {
  for (const state of DEVICE_STATES) {
    const said = renderMessage({ key: '{state:state}', values: { state } }, { locale, timeZone: 'UTC', today: '' });
    expect(said.toLowerCase()).toBe(stateLabel(state, locale).toLowerCase());
  }
});

it('what is out is checked out, the word of the act, whatever the kind of loan', () => {
  expect([stateLabel('deployed'), stateLabel('deployed', 'es')]).toEqual(['Checked out', 'Entregado']);
});
