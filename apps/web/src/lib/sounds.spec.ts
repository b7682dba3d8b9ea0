import { OUTCOME_CLASSES } from '@app/scan-engine';
import { EARCONS } from './sounds.js';

const rhythm = (outcome: (typeof OUTCOME_CLASSES)[number]): string =>
  EARCONS[outcome].notes.map(({ at, seconds }) => `${at}+${seconds}`).join(' ');

it('has one sound per outcome, told apart by name and by rhythm alone', () => {
  expect(new Set(OUTCOME_CLASSES.map((outcome) => EARCONS[outcome].name)).size).toBe(7);
  expect(new Set(OUTCOME_CLASSES.map(rhythm)).size).toBe(7);
});

it('never lets a stop sound like a success', () => {
  expect(EARCONS.STOP.notes.every(({ hz, seconds }) => hz < 300 && seconds >= 0.3)).toBe(true);
  expect(EARCONS.OK.notes.every(({ hz, seconds }) => hz > 600 && seconds < 0.1)).toBe(true);
});
