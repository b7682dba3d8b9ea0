import { speak } from '../../lib/language.js';
import { dayProblem, firstDay, holdsText, say, whoText } from './questions-words.js';

const TODAY = '2026-11-26';
const DAYS = { today: TODAY, leftFrom: '2026-10-01' };

describe('answers about people whom the roster does not have', () => {
  it('begin with today for who left, with a week from now for a later question', () => {
    expect(firstDay('withdraw', { ...DAYS, leftOn: [null] })).toBe(TODAY);
    expect(firstDay('later', { ...DAYS, leftOn: ['2026-11-20'] })).toBe('2026-12-03');
  });

  it('begin with the last day that the roster names, when it is one for all and may be', () => {
    expect(firstDay('withdraw', { ...DAYS, leftOn: ['2026-11-20', '2026-11-20'] })).toBe('2026-11-20');
    expect(firstDay('withdraw', { ...DAYS, leftOn: ['2026-11-20', null] })).toBe(TODAY);
    expect(firstDay('withdraw', { ...DAYS, leftOn: ['2026-09-30'] })).toBe(TODAY);
  });

  it('take a day that has come for a withdrawal, one to come for a later question', () => {
    expect(dayProblem('withdraw', TODAY, DAYS)).toBeNull();
    expect(dayProblem('withdraw', '2026-11-27', DAYS)).toBe('Give today or an earlier day');
    expect(dayProblem('withdraw', '2026-10-01', DAYS)).toBeNull();
    expect(dayProblem('withdraw', '2026-09-30', DAYS)).toContain('60 days before the question, or the last loan');
    expect(dayProblem('withdraw', '', DAYS)).toBe('Give today or an earlier day');
    expect(dayProblem('later', '2026-11-27', DAYS)).toBeNull();
    expect(dayProblem('later', '2027-01-26', DAYS)).toBe('Give one of the next 60 days');
    expect(dayProblem('later', TODAY, DAYS)).toBe('Give one of the next 60 days');
    expect(dayProblem('later', '', DAYS)).toBe('Give one of the next 60 days');
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
