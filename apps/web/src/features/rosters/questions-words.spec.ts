import { speak } from '../../lib/language.js';
import { dayProblem, firstDay, holdsText, say, whoText } from './questions-words.js';

const TODAY = '2026-11-26';

describe('answers about people whom the roster does not have', () => {
  it('begin with today for who left, with a week from now for a later question', () => {
    expect(firstDay('withdraw', TODAY)).toBe(TODAY);
    expect(firstDay('later', TODAY)).toBe('2026-12-03');
  });

  it('take a day that has come for a withdrawal, one to come for a later question', () => {
    expect(dayProblem('withdraw', TODAY, TODAY)).toBeNull();
    expect(dayProblem('withdraw', '2026-11-27', TODAY)).toBe('Give today or an earlier day');
    expect(dayProblem('withdraw', '', TODAY)).toBe('Give today or an earlier day');
    expect(dayProblem('later', '2026-11-27', TODAY)).toBeNull();
    expect(dayProblem('later', TODAY, TODAY)).toBe('Give a day to come');
    expect(dayProblem('later', '', TODAY)).toBe('Give a day to come');
  });

  it('name the one, and count many', () => {
    expect(whoText(['Rivera, Maya'])).toBe('Rivera, Maya');
    expect(whoText(['Rivera, Maya', 'Park, Leo'])).toBe('2 people');
    expect([holdsText(1), holdsText(3)]).toEqual(['1 device is out to them', '3 devices are out to them']);
  });

  it('are said in Spanish', () => {
    speak('es');
    expect(say('withdraw.title', { who: whoText(['a', 'b']) })).toBe('Dar de baja a 2 personas');
    speak('en');
  });
});
