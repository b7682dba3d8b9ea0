import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Dto } from '../../lib/api.js';
import { fileSize } from '../../lib/file-size.js';
import { useSession } from '../../lib/session.js';
import { asOfText } from '../../lib/time.js';
import { RelativeTime } from '../../components/time.js';
import { arrangementOf, codeLines, isByHomeroom, isOfDevices, kindOf, wayOf } from './choice.rules.js';
import type { Answers } from './answers.js';
import { CutQuestion, OffLabel } from './off-page.js';
import { ARRANGEMENTS, count, labels, pages, PROGRAM_GAPS, type LabelPlan } from './label-words.js';
import styles from './labels.module.css';
import { insteadOf, longOf, pastedWords } from './plan.rules.js';
import { Question, Trouble } from './trouble.js';
import type { Choice } from './use-choice.js';

interface PlanReportProps {
  choice: Choice;
  plan: LabelPlan;
  answers: Answers;
}

/** A module of 0.25 mm is the least that is printed; from here on it is read from further away. */
const AMPLE_UM = 330;

/** What the run comes to, and everything about it that somebody would want to know before paper is used. */
export function PlanReport({ choice, plan, answers }: PlanReportProps): ReactNode {
  return (
    <div className={styles.report}>
      <p className={styles.totals} role="status">
        <strong>{labels(plan.total)}</strong>
        {plan.stock.medium === 'sheet' ? ` on ${pages(plan.pages)}` : ' from the roll'}
        {plan.total !== plan.items && `, ${count(plan.total / plan.items)} of each`}
      </p>
      {plan.range && (
        <p className={styles.range}>
          <span className="mono">{plan.range.firstTag}</span> to <span className="mono">{plan.range.lastTag}</span>
        </p>
      )}
      <Pasted choice={choice} plan={plan} />
      <Unknown choice={choice} plan={plan} answers={answers} />
      <Long choice={choice} plan={plan} answers={answers} />
      <TakenTags choice={choice} range={plan.range} />
      <Alike range={plan.range} />
      <NoRoom choice={choice} noRoom={plan.noRoom} />
      <WithoutCode choice={choice} many={plan.withoutCode} />
      <Troubles
        of={plan.programMissing}
        title={['does not say what 5 CCR 3946 asks for', 'do not say what 5 CCR 3946 asks for']}
        words={(text) => PROGRAM_GAPS[text] ?? text}
      />
      <Troubles
        of={plan.dropped}
        title={['leaves a line out, for want of room', 'leave a line out, for want of room']}
      />
      <Troubles of={plan.cut} title={['has a shortened line', 'have a shortened line']} />
      <Unprintable of={plan.unprintable} />
      <CutQuestion
        offPage={plan.offPage}
        medium={plan.stock.medium}
        checked={answers.offPage}
        onChange={(offPage) => answers.set({ offPage })}
      />
      <OffLabel plan={plan} />
      <Before before={plan.printedBefore} />
      {plan.narrowestModule !== null && (
        <p className={styles.help}>
          Finest bar: {(plan.narrowestModule / 1000).toFixed(2)} mm
          {plan.narrowestModule < AMPLE_UM ? ', enough for a scanner; a wider label reads from further away' : ''}.
        </p>
      )}
      <p className={styles.help}>
        {plan.output === 'pdf'
          ? `${plan.stock.medium === 'roll' ? 'A PDF for the driver of the label printer, no ZPL. ' : ''}Print it at “Actual size” or 100 %, never “Fit to page”.`
          : 'A file of ZPL for the Zebra.'}
      </p>
      {plan.inspected < plan.items && (
        <p className={styles.help}>Lines of the first {count(plan.inspected)} labels were looked at.</p>
      )}
    </div>
  );
}

/** Lines of a list that are one device are one label. */
function Pasted({ choice: { url, kept }, plan }: Omit<PlanReportProps, 'answers'>): ReactNode {
  const lines = codeLines(kept.codes ?? '').length;
  const people = kindOf(url) === 'person';
  const pasted = people ? url.by === 'codes' : isOfDevices(kindOf(url)) && wayOf(url) === 'codes';
  if (!pasted || lines === 0) return null;
  return (
    <p className={styles.help} role="status">
      {pastedWords(lines, plan, people ? ['person', 'people'] : ['device', 'devices'])}
    </p>
  );
}

function Unknown({ choice, plan: { unknown }, answers }: PlanReportProps): ReactNode {
  if (unknown.count === 0) return null;
  const pasted = codeLines(choice.kept.codes ?? '');
  const of = isByHomeroom(choice.url) ? 'homeroom' : 'code';
  return (
    <Question
      id="label-skip"
      title={`${count(unknown.count)} ${of}${unknown.count === 1 ? ' is' : 's are'} not known here`}
      label={unknown.count === 1 ? 'Print without it' : 'Print without them'}
      checked={answers.skipUnknown}
      onChange={(skipUnknown) => answers.set({ skipUnknown })}
    >
      <ul>
        {unknown.items.slice(0, 10).map(({ line, code }) => (
          <li key={line}>
            <span className="mono">{code}</span>
            {choice.url.by !== 'ids' && of === 'code' && ` in line ${pasted[line - 1]?.line ?? line}`}
          </li>
        ))}
        {unknown.count > 10 && <li>and {count(unknown.count - 10)} more</li>}
      </ul>
    </Question>
  );
}

/** A stack of paper that a slip of a filter makes. */
function Long({ choice, plan, answers }: PlanReportProps): ReactNode {
  const long = longOf(plan, arrangementOf(choice.url));
  if (!long) return null;
  const much = plan.stock.medium === 'roll' ? pages(long.pages) : `${count(long.pages)} sheets of ${plan.stock.name}`;
  return (
    <Question
      id="label-long"
      title={`${much}, a PDF of about ${fileSize(long.bytes)}`}
      label="Make all of it"
      checked={answers.long}
      onChange={(all) => answers.set({ long: all })}
    >
      <p>Print it in parts: one page at a time can be printed again, and a jam costs less.</p>
    </Question>
  );
}

function TakenTags({ choice, range }: { choice: Choice; range: LabelPlan['range'] }): ReactNode {
  if (!range || range.used.count === 0) return null;
  const { tags, count: many } = range.used;
  return (
    <Trouble title={`${count(many)} of these tags ${many === 1 ? 'is' : 'are'} taken`}>
      <p>
        <span className="mono">{tags.slice(0, 5).join(', ')}</span>
        {many > 5 && ` and ${count(many - 5)} more`}: printed before, or on a device.
      </p>
      <Button variant="default" size="compact-xs" onClick={() => choice.set({ first: null })}>
        Take the next free numbers
      </Button>
    </Trouble>
  );
}

function Alike({ range }: { range: LabelPlan['range'] }): ReactNode {
  if (!range || range.alike.count === 0) return null;
  const { items, count: many } = range.alike;
  return (
    <Trouble title={`${count(many)} of these tags ${many === 1 ? 'looks' : 'look'} like codes in use`}>
      <ul>
        {items.slice(0, 5).map(({ tag, like }) => (
          <li key={tag}>
            <span className="mono">{tag}</span> beside <span className="mono">{like}</span>
          </li>
        ))}
        {many > 5 && <li>and {count(many - 5)} more</li>}
      </ul>
      <p>People will take one for the other: go on with the old series, or begin with other letters.</p>
    </Trouble>
  );
}

function WithoutCode({ choice, many }: { choice: Choice; many: number }): ReactNode {
  if (many === 0) return null;
  const kind = kindOf(choice.url);
  const what = kind === 'serial' ? 'serial number' : 'tag';
  return (
    <Trouble
      title={
        many === 1
          ? `1 device has no ${what} and is left out`
          : `${count(many)} devices have no ${what} and are left out`
      }
    >
      <div className={styles.offers}>
        {insteadOf(kind, many).map(({ words, change }) => (
          <Button key={words} variant="default" size="compact-xs" onClick={() => choice.set(change)}>
            {words}
          </Button>
        ))}
      </div>
    </Trouble>
  );
}

function NoRoom({ choice, noRoom }: { choice: Choice; noRoom: LabelPlan['noRoom'] }): ReactNode {
  if (noRoom.count === 0) return null;
  const [first] = noRoom.items;
  return (
    <Trouble title={`${count(noRoom.count)} ${noRoom.count === 1 ? 'code has' : 'codes have'} no room on this stock`}>
      <p>{first.message}</p>
      <div className={styles.offers}>
        {noRoom.offers.map((offer) => (
          <Button key={offer} variant="default" size="compact-xs" onClick={() => choice.set({ codes: offer })}>
            Use {ARRANGEMENTS[offer]}
          </Button>
        ))}
      </div>
    </Trouble>
  );
}

/** Signs that no font has: what comes out says so before it is printed. */
function Unprintable({ of: { count: many, items } }: { of: Dto<'LabelTroublesDto'> }): ReactNode {
  if (many === 0) return null;
  return (
    <Trouble title={`${labels(many)} ${many === 1 ? 'has' : 'have'} characters that cannot be printed`}>
      <p>A ? stands for each of them.</p>
      <ul>
        {items.map(({ position, code, text }) => (
          <li key={position}>
            <span className="mono">{code}</span>: {text}
          </li>
        ))}
        {many > items.length && <li>and {count(many - items.length)} more</li>}
      </ul>
    </Trouble>
  );
}

interface TroublesProps {
  of: Dto<'LabelTroublesDto'>;
  /** Of one label, and of several. */
  title: readonly [one: string, many: string];
  words?: (text: string) => string;
}

function Troubles({ of: { count: many, items }, title, words = (text) => text }: TroublesProps): ReactNode {
  if (many === 0) return null;
  return (
    <details className={styles.details}>
      <summary>
        {labels(many)} {title[many === 1 ? 0 : 1]}
      </summary>
      <ul>
        {items.map(({ position, code, text }) => (
          <li key={position}>
            <span className="mono">{code}</span>: {words(text)}
          </li>
        ))}
        {many > items.length && <li>and {count(many - items.length)} more</li>}
      </ul>
    </details>
  );
}

/** Two labels of one code would be about: the old one must come off. */
function Before({ before: { count: many, items } }: { before: LabelPlan['printedBefore'] }): ReactNode {
  const { timeZone } = useSession().district;
  if (many === 0) return null;
  return (
    <details className={styles.details}>
      <summary>{labels(many)} printed before: take the old one off</summary>
      <ul>
        {items.map(({ code, runId, at, by, times }) => (
          <li key={code}>
            <span className="mono">{code}</span>{' '}
            <Link to="/labels/runs/$id" params={{ id: runId }} title={asOfText(at, timeZone)}>
              <RelativeTime at={at} timeZone={timeZone} />
            </Link>
            {by && ` by ${by}`}
            {times > 1 && `, ${count(times)} times`}
          </li>
        ))}
        {many > items.length && <li>and {count(many - items.length)} more</li>}
      </ul>
    </details>
  );
}
