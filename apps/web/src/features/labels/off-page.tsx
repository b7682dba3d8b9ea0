import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Answers } from './answers.js';
import type { LabelPlan } from './label-words.js';
import { offPageWords } from './off-page.rules.js';
import { Trouble } from './trouble.js';

/** What the edge of the page would cut: it is agreed to, or not printed. */
export function OffPage({ plan: { offPage, stock }, answers }: { plan: LabelPlan; answers: Answers }): ReactNode {
  const words = offPageWords(offPage);
  if (words === '') return null;
  return (
    <Trouble title={`What this printer adds pushes labels off the ${stock.medium === 'sheet' ? 'page' : 'label'}`}>
      <p>{words} would be missing. Change what the printer adds, or choose another printer.</p>
      <Checkbox
        id="label-off-page"
        size="sm"
        label="Print them cut"
        checked={answers.offPage}
        onChange={(event) => answers.set({ offPage: event.currentTarget.checked })}
      />
    </Trouble>
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
