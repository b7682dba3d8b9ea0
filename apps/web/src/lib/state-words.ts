import { STATE_WORDS, type DeviceState, type Language } from '@app/kernel';

/** A state in one word, as it stands alone. */
export function stateLabel(state: DeviceState, language: Language = 'en'): string {
  const word = STATE_WORDS[language][state];
  return word.charAt(0).toUpperCase() + word.slice(1);
}
