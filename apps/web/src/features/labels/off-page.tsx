import type { ReactNode } from 'react';
import type { LabelPlan, LabelStock } from './label-words.js';
import { OFF_PAGE_ID, offPageWords, type OffPage } from './off-page.rules.js';
import { Question, Trouble } from './trouble.js';

interface CutQuestionProps {
  offPage: OffPage;
  medium: LabelStock['medium'];
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** What the edge of the page would cut: it is agreed to, or not printed. */
export function CutQuestion({ offPage, medium, ...answer }: CutQuestionProps): ReactNode {
  const words = offPageWords(offPage);
  if (words === '') return null;
  return (
    <Question
      id={OFF_PAGE_ID}
      title={`What this printer adds pushes labels off the ${medium === 'sheet' ? 'page' : 'label'}`}
      label="Print them cut"
      {...answer}
    >
      <p>{words} would be missing. Change what the printer adds, or choose another printer.</p>
    </Question>
  );
}

/** Why the preview shows print beside its label; right for a printer that is off by as much, and for no other. */
export function OffLabel({ plan: { offLabel, stock } }: { plan: LabelPlan }): ReactNode {
  const words = offPageWords(offLabel);
  if (words === '' || stock.medium === 'roll') return null;
  return (
    <Trouble title="What this printer adds moves print over the edge of its label">
      <p>
        {words}, as the preview shows. That is right only for a printer that is off by as much: print its alignment
        sheet on plain paper first.
      </p>
    </Trouble>
  );
}
