import { Button, SegmentedControl } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { EmptyState } from '../../components/states.js';
import { kindOf, wholeOf } from './choice.rules.js';
import type { LabelPlan } from './label-words.js';
import styles from './labels.module.css';
import { PlanReport, type Skip } from './plan-report.js';
import { SheetView } from './sheet-view.js';
import type { Choice } from './use-choice.js';

type Zoom = 'page' | 'width' | 'actual';
const ZOOMS: Record<Zoom, string> = { page: 'Whole page', width: 'Width', actual: 'Actual size' };

interface PreviewProps {
  choice: Choice;
  plan: LabelPlan | undefined;
  busy: boolean;
  /** What is still missing, or why there is no preview. */
  waiting: string | null;
  skip: Skip;
}

/** The first page as it will be printed, and what the whole run comes to. */
export function Preview({ choice, plan, busy, waiting, skip }: PreviewProps): ReactNode {
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
          {plan.sheets.length > 0 && <Sheets choice={choice} plan={plan} zoom={zoom} />}
          <PlanReport choice={choice} plan={plan} skip={skip} />
        </div>
      ) : (
        !busy && <EmptyState title="The first page is shown here">{waiting}</EmptyState>
      )}
    </section>
  );
}

/** Of a sheet one page at a time; of a roll the first labels under each other. */
function Sheets({ choice, plan, zoom }: { choice: Choice; plan: LabelPlan; zoom: Zoom }): ReactNode {
  const [shown, setShown] = useState(0);
  const { sheets, stock } = plan;
  const places = stock.columns * stock.rows;
  const roll = stock.medium === 'roll';
  const page = Math.min(shown, sheets.length - 1);
  const from = wholeOf(choice.url.from ?? '1', places) ?? 1;
  const startable = stock.onlyFor === null && places > 1 && page === 0;
  return (
    <div className={styles.paper}>
      <div
        className={styles.scroll}
        data-zoom={zoom}
        data-roll={roll || undefined}
        tabIndex={0}
        role="region"
        aria-label="Page, scrollable"
      >
        {(roll ? sheets : [sheets[page]]).map((sheet, n) => (
          <SheetView
            key={n}
            sheet={sheet}
            label={roll ? `Label ${n + 1}` : `Page ${page + 1}`}
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
        {roll && plan.total > sheets.length && 'The first labels. '}
        {kindOf(choice.url) === 'person' && !startable && 'Each homeroom begins a new page. '}
      </p>
      {!roll && sheets.length > 1 && (
        <div className={styles.pager}>
          {sheets.map((_, n) => (
            <Button
              key={n}
              size="compact-xs"
              variant={n === page ? 'light' : 'default'}
              aria-pressed={n === page}
              onClick={() => setShown(n)}
            >
              Page {n + 1}
            </Button>
          ))}
          <span className={styles.help}>of {plan.pages}</span>
        </div>
      )}
    </div>
  );
}
