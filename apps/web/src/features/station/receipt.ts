import type { Message, ScanAnswer } from '@app/scan-engine';
import type { Condition, Language } from '@app/kernel';
import { languageOf } from '../../lib/language.js';
import { withoutCharger } from './answer-chips.js';
import type { Row, Rows } from './rows.js';

export interface ReceiptLine {
  tag: string;
  modelName: string;
  /** The last four. */
  serialEnd: string | null;
  condition: Condition | null;
  dueOn: string | null;
  /** Charger, case … that go with it and have no tag. */
  also: string | null;
  /** What was found on it: `Screen`, `No charger`. */
  findings: (Message | string)[];
}

/** What one person took or brought in this session. */
export interface Receipt {
  mode: 'in' | 'out';
  name: string | null;
  /** The last three of the person's number. */
  numberEnd: string | null;
  language: Language | null;
  personId: string | null;
  lines: ReceiptLine[];
}

/** Answers from before have no number and no language. */
type Person = Partial<NonNullable<ScanAnswer['person']>> | null;

const moved = ({ answer, undo, mode, listed }: Row): boolean =>
  listed &&
  undo !== 'done' &&
  mode !== 'look' &&
  Boolean(answer?.device && answer.undoable) &&
  (answer?.class === 'OK' || answer?.class === 'CHECK');

/** Who the words are about: the one at the desk, else the one who had or has the device. */
export function nameOf({ person, device, headline, lines }: ScanAnswer): string | null {
  const said = [headline, ...lines].map(({ values }) => values.holder).find((holder) => typeof holder === 'string');
  return person?.display ?? device?.holder?.display ?? said ?? null;
}

/** Of the newest row that moved a device, with what else the same person moved the same way; null when there is none. */
export function receiptOf({ list }: Rows): Receipt | null {
  const newest = list.findLast(moved);
  if (!newest?.answer) return null;
  const { answer } = newest;
  const name = nameOf(answer);
  const person: Person = answer.person;
  const same = list.filter(
    (row) =>
      row === newest ||
      (moved(row) && row.mode === newest.mode && name !== null && row.answer && isSame(row.answer, answer, name)),
  );
  return {
    mode: newest.mode === 'in' ? 'in' : 'out',
    name,
    numberEnd: person?.numberEnd ?? null,
    language: languageOf(person?.language),
    personId: person?.id ?? null,
    lines: same.flatMap((row) => linesOf(row, answer.person?.loans ?? [])),
  };
}

const isSame = (one: ScanAnswer, other: ScanAnswer, name: string): boolean =>
  one.person && other.person ? one.person.id === other.person.id : nameOf(one) === name;

type Loan = NonNullable<ScanAnswer['person']>['loans'][number];

/** As the newest answer has it: a charger with a tag that was given afterwards is a line of its own. */
const alsoOut = (loan: Loan): string | null => loan.with?.join(', ') || null;

/** As the words of the row have it; a charger that did not come is not said to have come. */
function alsoSaid({ lines, quickAnswers }: ScanAnswer, chips: Row['chips']): string | null {
  const said = lines.map(({ values }) => values.cameWith ?? values.goesWith).find((each) => typeof each === 'string');
  const missing = chips.some(({ key }) => key === 'c' || key === 'm') && quickAnswers.some(({ key }) => key === 'm');
  return (missing && said ? withoutCharger(said) : said) || null;
}

/** Several devices may have waited for one person: their tags stand in the words, their models with the person. */
function linesOf({ answer, chips }: Row, loans: readonly Loan[]): ReceiptLine[] {
  if (!answer?.device) return [];
  const { device, person, lines, quickAnswers } = answer;
  const { tag, modelName, serial, condition, dueOn } = device;
  const named = lines.map(({ values }) => values.tags).find((tags) => typeof tags === 'string');
  const others = (named?.split(', ') ?? []).flatMap((other): ReceiptLine[] => {
    const loan = person?.loans.find((one) => one.tag === other && other !== tag);
    if (!loan) return [];
    const { modelName: model, dueOn: due } = loan;
    return [
      { tag: other, modelName: model, serialEnd: null, condition: null, dueOn: due, also: alsoOut(loan), findings: [] },
    ];
  });
  const loan = loans.find((one) => one.tag === tag);
  return [
    {
      ...{ tag, modelName, serialEnd: serial?.slice(-4) ?? null, condition, dueOn },
      also: loan?.with ? alsoOut(loan) : alsoSaid(answer, chips),
      findings: chips.map(({ key, label }) => quickAnswers.find((quick) => quick.key === key)?.label ?? label),
    },
    ...others,
  ];
}
