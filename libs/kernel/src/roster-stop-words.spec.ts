import { LANGUAGES } from './language.js';
import { mostlyRefusedText, peopleText, rosterEndText, rosterStopText } from './roster-stop-words.js';
import type { RosterStop } from './roster-stop-words.js';

const stop = (reason: RosterStop['reason'], leaving: number, before: number): RosterStop => ({
  ...{ reason, leaving, before },
});
const guard = (first: RosterStop, ...others: RosterStop[]) => ({
  ...{ ...first, others, limitPercent: 10 },
  number: [first, ...others].reduce((sum, { leaving }) => sum + leaving, 0),
});

it('says why a roster stops, and what that looks like', () => {
  expect(rosterStopText(guard(stop('many-students-leaving', 1200, 2000)))).toBe(
    '1,200 of 2,000 students would leave the roster. That is 60 %, and this source may lose 10 % without being asked. ' +
      'An export of one school only, or one that was cut off, looks like this. ' +
      'Nothing has been changed. Somebody with the right to approve rosters decides.',
  );
});

it('says that some are staff in it when some are', () => {
  const some = guard({ ...stop('many-students-leaving', 1200, 2000), turned: 3 });
  expect(rosterStopText(some)).toMatch(/^1,200 of 2,000 students would leave the roster, or are staff in it \(3\)\. /);
  expect(rosterStopText({ ...some, reason: 'many-staff-leaving' }, 'es')).toContain('o son estudiantes en ella (3). ');
});

it('counts with those of the last 24 hours, and says so', () => {
  const text = rosterStopText(guard({ ...stop('many-students-leaving', 18, 182), lately: 18 }));
  expect(text).toContain('18 of 182 students would leave the roster');
  expect(text).toContain(
    'With the 18 whom runs of the last 24 hours withdrew that is 36 of 200, 18 %, and this source may lose 10 %',
  );
  expect(text).toContain('An approval is about the 18 of this run alone.');
});

it('adds up several reasons', () => {
  const text = rosterStopText(guard(stop('no-students', 1, 1), stop('many-moved', 2, 4)), 'es');
  expect(text).toContain('En estos archivos no hay ningún estudiante. ');
  expect(text).toContain('Faltarían todos los de antes: 1 persona.');
  expect(text).toContain('2 de 4 personas pasarían a otra escuela principal. Es el 50 %');
  expect(text).toContain('En total 3 personas;');
});

it('says why it failed, with the id of an error of ours, or that it was left', () => {
  const failure = { message: 'orgs.csv cannot be read', details: {} };
  expect(rosterEndText({ failure })).toBe('orgs.csv cannot be read. Nothing of it was kept.');
  expect(rosterEndText({ failure: { ...failure, details: { errorId: 'e-1' } } })).toMatch(/kept\. Error id e-1$/);
  expect(rosterEndText({ failure: null }, 'es')).toBe('Esta matrícula se abandonó. No se ha cambiado nada.');
});

it.each(LANGUAGES)('leaves no value unsaid in %s', (language) => {
  const all = (['no-students', 'many-students-leaving', 'many-staff-leaving', 'many-renumbered', 'many-moved'] as const)
    .map((reason) => rosterStopText(guard(stop(reason, 3, 9), stop('many-moved', 2, 9)), language))
    .concat(rosterStopText(guard({ ...stop('many-staff-leaving', 1, 9), lately: 1 }), language))
    .concat(mostlyRefusedText(10, language), peopleText(1, language), peopleText(2000, language));
  expect(all.join('\n')).not.toMatch(/[{}]|undefined/);
});
