import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Dto } from '../../lib/api.js';
import type { LabelRequest } from './choice.rules.js';
import { pageQuery } from './label-queries.js';
import { count, type LabelPlan } from './label-words.js';
import styles from './labels.module.css';

/** So many labels of a roll are shown at once. */
export const ON_ROLL = 6;

interface Pages {
  /** From 1. */
  page: number;
  last: number;
  sheets: Dto<'LabelSheetDto'>[];
  busy: boolean;
  show: (page: number) => void;
}

/** The page that is looked at: the first come with the plan, the others are asked for. */
export function usePages(request: LabelRequest, plan: LabelPlan): Pages {
  const [shown, show] = useState(1);
  const roll = plan.stock.medium === 'roll';
  const last = roll ? Math.ceil(plan.total / ON_ROLL) : plan.pages;
  const page = Math.min(shown, last);
  const planned = roll ? (page === 1 ? plan.sheets : []) : plan.sheets.slice(page - 1, page);
  const first = roll ? (page - 1) * ON_ROLL + 1 : page;
  const { data = [], isFetching } = useQuery(pageQuery(request, first, planned.length === 0));
  return { page, last, sheets: planned.length > 0 ? planned : data, busy: planned.length === 0 && isFetching, show };
}

/** "Page 3 of 7", "Labels 7–12 of 30". */
export function pageWords({ stock, total }: LabelPlan, page: number, last: number): string {
  if (stock.medium === 'sheet') return `Page ${count(page)} of ${count(last)}`;
  const first = (page - 1) * ON_ROLL + 1;
  return `Labels ${count(first)}–${count(Math.min(first + ON_ROLL - 1, total))} of ${count(total)}`;
}

const STEPS: Partial<Record<string, (page: number, last: number) => number>> = {
  PageDown: (page) => page + 1,
  PageUp: (page) => page - 1,
  ArrowRight: (page) => page + 1,
  ArrowLeft: (page) => page - 1,
  Home: () => 1,
  End: (_page, last) => last,
};

/** Keys turn the pages; where the first label is chosen, the arrows are its own. */
export function turn(event: KeyboardEvent, page: number, last: number, show: (page: number) => void): void {
  const choosing = event.target instanceof Element && event.target.closest('[role="radio"]') !== null;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (choosing && !event.key.startsWith('Page')) return;
  const next = STEPS[event.key]?.(page, last);
  if (next === undefined || last < 2) return;
  event.preventDefault();
  show(Math.min(Math.max(next, 1), last));
}

interface PagerProps {
  page: number;
  last: number;
  words: string;
  show: (page: number) => void;
}

export const Pager = ({ page, last, words, show }: PagerProps): ReactNode => (
  <div className={styles.pager}>
    <PageButton label="Previous page" stop={page === 1} onClick={() => show(page - 1)}>
      <IconChevronLeft size={16} aria-hidden />
    </PageButton>
    <span role="status" className={styles.pageWords}>
      {words}
    </span>
    <PageButton label="Next page" stop={page === last} onClick={() => show(page + 1)}>
      <IconChevronRight size={16} aria-hidden />
    </PageButton>
  </div>
);

interface PageButtonProps {
  label: string;
  stop: boolean;
  onClick: () => void;
  children: ReactNode;
}

/** Keeps the focus at the first and the last page. */
const PageButton = ({ label, stop, onClick, children }: PageButtonProps): ReactNode => (
  <Button
    size="compact-sm"
    variant="default"
    aria-label={label}
    aria-disabled={stop}
    data-disabled={stop || undefined}
    onClick={() => !stop && onClick()}
  >
    {children}
  </Button>
);
