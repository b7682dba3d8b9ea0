import { KeyFilter, type KeyAction, type KeyPress, type Place } from './key-filter.js';

const press = (key: string, at: number, place: Place = 'field', more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrl: false,
  alt: false,
  meta: false,
  shift: false,
  altGraph: false,
  composing: false,
  repeat: false,
  at,
  place,
  fieldEmpty: false,
  ...more,
});

/** Types the characters `gap` ms apart and answers the last action; the next free moment is `end`. */
function type(filter: KeyFilter, text: string, start: number, gap: number, place: Place = 'field') {
  let action: KeyAction = { do: 'leave' };
  [...text].forEach((char, i) => (action = filter.press(press(char, start + i * gap, place))));
  return { action, end: start + text.length * gap };
}

describe('the end of a code', () => {
  it.each([
    ['Enter', {}],
    ['Enter', { code: 'NumpadEnter' }],
    ['Tab', {}],
    ['j', { ctrl: true }],
  ])('%s %j submits what is in the field', (key, more) => {
    const filter = new KeyFilter();
    const { end } = type(filter, 'LHS-004512', 1_000, 5);
    expect(filter.press(press(key, end, 'field', more))).toEqual({ do: 'submit', source: 'scanner' });
  });

  it('is the same for a person, who types slowly', () => {
    const filter = new KeyFilter();
    const { end } = type(filter, '4512', 1_000, 180);
    expect(filter.press(press('Enter', end + 300))).toEqual({ do: 'submit', source: 'typed' });
  });

  it.each([
    ['CR+LF', 'j', { ctrl: true }],
    ['two Enters', 'Enter', {}],
    ['Enter and Tab', 'Tab', {}],
  ])('%s is one end, not two', (_name, key, more) => {
    const filter = new KeyFilter();
    const { end } = type(filter, 'LHS-004512', 1_000, 5);
    filter.press(press('Enter', end));
    expect(filter.press(press(key, end + 5, 'field', { fieldEmpty: true, ...more }))).toEqual({ do: 'prevent' });
  });

  it('does not swallow the end of the next code, however soon it comes', () => {
    const filter = new KeyFilter();
    const first = type(filter, 'AAAA', 1_000, 2);
    filter.press(press('Enter', first.end));
    const second = type(filter, 'BBBB', first.end + 1, 2);
    expect(filter.press(press('Enter', second.end))).toMatchObject({ do: 'submit' });
  });

  it('leaves Tab in the empty field and Shift+Tab to the browser: no trap', () => {
    const filter = new KeyFilter();
    expect(filter.press(press('Tab', 5_000, 'field', { fieldEmpty: true }))).toEqual({ do: 'leave' });
    expect(filter.press(press('Tab', 6_000, 'field', { shift: true }))).toEqual({ do: 'leave' });
  });
});

describe('shortcuts', () => {
  it.each([
    ['p', { ctrl: true }],
    ['F12', {}],
    ['F5', {}],
    ['a', { alt: true }],
    ['w', { meta: true }],
  ])('%s %j is kept from the browser in the middle of a burst only', (key, more) => {
    const filter = new KeyFilter();
    const { end } = type(filter, 'LHS', 1_000, 5);
    expect(filter.press(press(key, end, 'field', more))).toEqual({ do: 'prevent' });
    expect(filter.press(press(key, end + 400, 'field', more))).toEqual({ do: 'leave' });
  });

  it('reads AltGr characters as characters', () => {
    const filter = new KeyFilter();
    expect(filter.press(press('@', 1_000, 'none', { ctrl: true, alt: true, altGraph: true }))).toEqual({
      do: 'to-field',
      char: '@',
    });
  });
});

describe('a scan while the focus is elsewhere', () => {
  it('goes to the field from a button', () => {
    const filter = new KeyFilter();
    expect(type(filter, 'L', 1_000, 5, 'control').action).toEqual({ do: 'to-field', char: 'L' });
  });

  it('leaves Space on a button to the person, but not in a burst', () => {
    const filter = new KeyFilter();
    expect(filter.press(press(' ', 1_000, 'control'))).toEqual({ do: 'leave' });
    const { end } = type(filter, 'AB', 2_000, 5, 'control');
    expect(filter.press(press(' ', end, 'control'))).toEqual({ do: 'to-field', char: ' ' });
  });

  it('waits with Enter on a button: a scanner may send it first', () => {
    expect(new KeyFilter().press(press('Enter', 1_000, 'control'))).toEqual({ do: 'activate-later' });
  });

  it('is taken out of a note', () => {
    const filter = new KeyFilter();
    type(filter, 'scree', 1_000, 150, 'text');
    expect(filter.startsRun(press('L', 3_000, 'text'))).toBe(true);
    const { end } = type(filter, 'LHS-004512', 3_000, 8, 'text');
    expect(filter.press(press('Enter', end, 'text'))).toEqual({ do: 'take-back', code: 'LHS-004512' });
    expect(filter.press(press('j', end + 3, 'text', { ctrl: true }))).toEqual({ do: 'prevent' });
  });

  it('is not seen in what a person types into a note', () => {
    const filter = new KeyFilter();
    const { end } = type(filter, 'cracked', 1_000, 90, 'text');
    expect(filter.press(press('Enter', end, 'text'))).toEqual({ do: 'leave' });
  });
});

describe('a field of codes', () => {
  it.each([
    ['a scanner', 8],
    ['a person', 150],
  ])('keeps what %s puts there, and its end leads on to the button', (_who, gap) => {
    const filter = new KeyFilter();
    const { action, end } = type(filter, 'LHS-004512', 3_000, gap, 'code');
    expect(action).toEqual({ do: 'leave' });
    expect(filter.press(press('Enter', end, 'code'))).toEqual({ do: 'next' });
    expect(filter.press(press('j', end + 3, 'control', { ctrl: true }))).toEqual({ do: 'prevent' });
  });

  it('lets Tab lead on by itself, once', () => {
    const filter = new KeyFilter();
    const { end } = type(filter, 'LHS-004512', 3_000, 8, 'code');
    expect(filter.press(press('Tab', end, 'code'))).toEqual({ do: 'leave' });
    expect(filter.press(press('Enter', end + 3, 'control'))).toEqual({ do: 'prevent' });
  });
});

describe('keys of the empty field', () => {
  const empty = { fieldEmpty: true };
  it.each([
    ['Escape', {}, { do: 'escape' }],
    ['z', { ctrl: true }, { do: 'undo' }],
    ['Enter', { ctrl: true }, { do: 'finish' }],
    ['ArrowUp', {}, { do: 'target', step: -1 }],
    ['ArrowDown', {}, { do: 'target', step: 1 }],
  ])('%s %j', (key, more, action) => {
    expect(new KeyFilter().press(press(key, 9_000, 'field', { ...empty, ...more }))).toEqual(action);
  });

  it('leaves composing to the input method', () => {
    expect(new KeyFilter().press(press('Enter', 9_000, 'field', { composing: true }))).toEqual({ do: 'leave' });
  });
});
