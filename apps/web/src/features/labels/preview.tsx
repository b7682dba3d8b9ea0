import { SegmentedControl } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { EmptyState, SkeletonRows } from '../../components/states.js';
import { isByHomeroom, wholeOf, type LabelRequest } from './choice.rules.js';
import type { LabelPlan } from './label-words.js';
import styles from './labels.module.css';
import { ON_ROLL, Pager, pageWords, turn, usePages } from './pages.js';
import type { Answers } from './answers.js';
import { PlanReport } from './plan-report.js';
import { SheetView } from './sheet-view.js';
import type { Choice } from './use-choice.js';

type Zoom = 'page' | 'width' | 'actual';
const ZOOMS: Record<Zoom, string> = { page: 'Whole page', width: 'Width', actual: 'Actual size' };

interface PreviewProps {
  choice: Choice;
  request: LabelRequest | null;
  plan: LabelPlan | undefined;
  busy: boolean;
  /** What is still missing, or why there is no preview. */
  waiting: string | null;
  answers: Answers;
}

/** The first page as it will be printed, and what the whole run comes to. */
export function Preview({ choice, request, plan, busy, waiting, answers }: PreviewProps): ReactNode {
  const [zoom, setZoom] = useState<Zoom>('page');
  return (
    <section className={styles.preview} aria-labelledby="labels-preview" aria-busy={busy}>
      <header>
        <h2 id="labels-preview">Preview</h2>
        {plan && plan.sheets.length > 0 && plan.stock.medium === 'sheet' && (
          <SegmentedControl
            size="xs"
            aria-label="Size of the preview"
            value={zoom}
            data={Object.entries(ZOOMS).map(([value, label]) => ({ value, label }))}
            onChange={(value) => setZoom(value as Zoom)}
          />
        )}
      </header>
      {plan ? (
        <div className={styles.planned} data-zoom={zoom}>
          {plan.sheets.length > 0 && request && <Sheets choice={choice} request={request} plan={plan} zoom={zoom} />}
          <PlanReport choice={choice} plan={plan} answers={answers} />
        </div>
      ) : busy ? (
        <SkeletonRows rows={6} />
      ) : (
        <EmptyState title="The first page is shown here">{waiting}</EmptyState>
      )}
    </section>
  );
}

interface SheetsProps {
  choice: Choice;
  request: LabelRequest;
  plan: LabelPlan;
  zoom: Zoom;
}

/** Of a sheet one page at a time; of a roll some labels under each other. */
function Sheets({ choice, request, plan, zoom }: SheetsProps): ReactNode {
  const { stock } = plan;
  const { page, last, sheets, busy, show } = usePages(request, plan);
  const places = stock.columns * stock.rows;
  const roll = stock.medium === 'roll';
  const from = wholeOf(choice.url.from ?? '1', places) ?? 1;
  const startable = stock.onlyFor === null && places > 1 && page === 1;
  return (
    <div className={styles.paper} aria-busy={busy} onKeyDown={(event) => turn(event, page, last, show)}>
      <div
        className={styles.scroll}
        data-zoom={zoom}
        data-roll={roll || undefined}
        tabIndex={0}
        role="region"
        aria-label="Page, scrollable"
      >
        {sheets.map((sheet, n) => (
          <SheetView
            key={n}
            sheet={sheet}
            label={roll ? `Label ${(page - 1) * ON_ROLL + n + 1}` : `Page ${page}`}
            start={
              startable
                ? {
                    ...{ value: from, columns: stock.columns },
                    onChoose: (place) => choice.set({ from: place === 1 ? null : String(place) }),
                  }
                : undefined
            }
          />
        ))}
      </div>
      <p className={styles.help}>
        {startable && 'Click a label to start there; hatched ones are used up. '}
        {isByHomeroom(choice.url) &&
          !roll &&
          (stock.onlyFor !== null || choice.url.sheets !== 'no') &&
          'Each homeroom begins a new page. '}
      </p>
      {last > 1 && <Pager page={page} last={last} words={pageWords(plan, page, last)} show={show} />}
    </div>
  );
}
