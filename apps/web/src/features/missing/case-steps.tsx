import type { ReactNode } from 'react';
import { Panel } from '../../components/panel.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { CONDITIONS } from '../../lib/device-words.js';
import {
  FOUND_REASONS,
  STEPS,
  WRITE_OFF_REASONS,
  type MissingCaseDetail,
  type MissingStep,
} from '../../lib/missing-words.js';
import { useSession } from '../../lib/session.js';
import { CaseForm, choicesOf, type FormField } from './case-form.js';
import { useKeepCase } from './missing-queries.js';

/** What is open under the header. One step at a time. */
export type Step =
  | { kind: 'tick' | 'take-back'; step: MissingStep }
  | { kind: 'review' | 'theft' | 'found' | 'facts' | 'propose' | 'approve' | 'decline' };

interface Form {
  title: string;
  button: string;
  color?: string;
  fields: FormField[];
  keepEmpty?: boolean;
  send: (values: Record<string, string>) => Promise<MissingCaseDetail>;
}

const AREA = { kind: 'area' } as const;
const CONDITION_CHOICES = [{ value: '', label: 'Not looked at yet' }, ...choicesOf(CONDITIONS)];

const FOUND_FIELDS = ({ foundPlace, broughtBy, foundCondition, foundNote }: MissingCaseDetail): FormField[] => [
  { name: 'foundPlace', label: 'Where it was found', value: foundPlace },
  { name: 'broughtBy', label: 'Who brought it', value: broughtBy, max: 100 },
  { name: 'foundCondition', label: 'Condition', kind: 'choice', choices: CONDITION_CHOICES, value: foundCondition },
  { name: 'foundNote', label: 'Note', ...AREA, value: foundNote, max: 1000 },
];

type Sites = readonly { id: string; code: string; name: string }[];
type FormOf = (found: MissingCaseDetail, sites: Sites) => Form;
const pathOf = ({ id }: MissingCaseDetail): { path: { id: string } } => ({ path: { id } });

const tickForm = (found: MissingCaseDetail, { step }: MissingStep): Form => ({
  title: STEPS[step],
  button: 'Mark as done',
  fields: [
    { name: 'doneOn', label: 'Done on', kind: 'day', hint: 'Today when left empty' },
    { name: 'note', label: 'Note', ...AREA, max: 1000 },
  ],
  send: (values) => {
    const body = { version: found.version, step: step as Dto<'DoStepDto'>['step'], ...values };
    return ask(api.POST('/api/v1/missing-cases/{id}/steps', { params: pathOf(found), body }));
  },
});

const takeBackForm = (found: MissingCaseDetail, { step }: MissingStep): Form => ({
  title: `${STEPS[step]}: ticked by mistake`,
  button: 'Take back',
  fields: [],
  send: () => {
    const body = { version: found.version, step: step as Dto<'TakeBackStepDto'>['step'] };
    return ask(api.POST('/api/v1/missing-cases/{id}/steps-taken-back', { params: pathOf(found), body }));
  },
});

const reviewForm: FormOf = (found) => ({
  title: 'Review',
  button: 'Keep the review',
  fields: [
    {
      name: 'note',
      label: 'What was looked at, and what follows',
      ...AREA,
      needed: 'Write what the review found',
    },
  ],
  send: ({ note }) => {
    const body = { version: found.version, note };
    return ask(api.POST('/api/v1/missing-cases/{id}/reviews', { params: pathOf(found), body }));
  },
});

const theftForm: FormOf = (found) => ({
  title: 'Report stolen',
  button: 'Report stolen',
  color: 'red',
  fields: [
    { name: 'policeAgency', label: 'Police agency', max: 100 },
    { name: 'policeReportNumber', label: 'Report number', max: 40 },
    { name: 'policeReportedOn', label: 'Reported to the police on', kind: 'day' },
    { name: 'finding', label: 'Finding', ...AREA, hint: 'Without a police report: what an administrator found' },
  ],
  send: (values) => {
    const body = { version: found.version, ...values };
    return ask(api.POST('/api/v1/missing-cases/{id}/theft-reports', { params: pathOf(found), body }));
  },
});

const foundForm: FormOf = (found, sites) => ({
  title: 'Found',
  button: 'Mark as found',
  fields: [
    {
      name: 'reason',
      label: 'How it came back',
      kind: 'choice',
      choices: choicesOf(FOUND_REASONS),
      needed: 'Choose how it came back',
    },
    {
      name: 'siteId',
      label: 'Where it is now',
      kind: 'choice',
      value: found.device.locationSite.id,
      choices: sites.map((site) => ({ value: site.id, label: `${site.code} · ${site.name}` })),
    },
    ...FOUND_FIELDS(found),
  ],
  send: (values) => {
    const body = { version: found.version, ...values } as Dto<'RecoverDto'>;
    return ask(api.POST('/api/v1/missing-cases/{id}/recoveries', { params: pathOf(found), body }));
  },
});

const proposeForm: FormOf = (found) => ({
  title: 'Propose a write-off',
  button: 'Propose',
  fields: [
    {
      name: 'reason',
      label: 'Reason',
      kind: 'choice',
      choices: choicesOf(WRITE_OFF_REASONS),
      needed: 'Choose a reason',
    },
    {
      name: 'investigationNote',
      label: 'How the loss was investigated',
      ...AREA,
      max: 4000,
      hint: found.needsInvestigation ? 'Federal, ECF or E-Rate money bought this device' : undefined,
      needed: found.needsInvestigation ? 'Say how the loss was investigated' : undefined,
    },
    { name: 'note', label: 'Note', ...AREA },
  ],
  send: (values) => {
    const body = { version: found.version, ...values } as Dto<'ProposeWriteOffDto'>;
    return ask(api.POST('/api/v1/missing-cases/{id}/write-offs', { params: pathOf(found), body }));
  },
});

const approveForm: FormOf = (found) => ({
  title: 'Write off as lost',
  button: 'Write off',
  color: 'red',
  fields: [{ name: 'note', label: 'Note', ...AREA }],
  send: (values) => {
    const body = { version: found.version, ...values };
    return ask(api.POST('/api/v1/missing-cases/{id}/write-off-approvals', { params: pathOf(found), body }));
  },
});

const declineForm: FormOf = (found) => ({
  title: 'Decline the write-off',
  button: 'Decline',
  fields: [{ name: 'note', label: 'Why not', ...AREA, needed: 'Say why not' }],
  send: ({ note }) => {
    const body = { version: found.version, note };
    return ask(api.POST('/api/v1/missing-cases/{id}/write-off-refusals', { params: pathOf(found), body }));
  },
});

/** What was told about the loss, and after the find about the find; an emptied field is emptied. */
const factsForm: FormOf = (found) => {
  const { version, state } = found;
  const recovered = state === 'recovered';
  return {
    title: recovered ? 'About the find' : 'More about the loss',
    button: 'Save',
    keepEmpty: true,
    fields: recovered
      ? FOUND_FIELDS(found)
      : [
          { name: 'toldBy', label: 'Who told the school', value: found.toldBy, max: 100 },
          { name: 'lastSeenPlace', label: 'Where it was last seen', value: found.lastSeenPlace },
          { name: 'policeAgency', label: 'Police agency', value: found.policeAgency, max: 100 },
          { name: 'policeReportNumber', label: 'Report number', value: found.policeReportNumber, max: 40 },
          { name: 'policeReportedOn', label: 'Reported to the police on', kind: 'day', value: found.policeReportedOn },
        ],
    send: ({ foundCondition, ...values }) => {
      const told = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value || null]));
      const body = { version, ...told, ...(foundCondition ? { foundCondition } : {}) } as Dto<'EditMissingCaseDto'>;
      return ask(api.PATCH('/api/v1/missing-cases/{id}', { params: pathOf(found), body }));
    },
  };
};

const FORMS: Record<Exclude<Step['kind'], 'tick' | 'take-back'>, FormOf> = {
  review: reviewForm,
  theft: theftForm,
  found: foundForm,
  facts: factsForm,
  propose: proposeForm,
  approve: approveForm,
  decline: declineForm,
};

function formOf(step: Step, found: MissingCaseDetail, sites: Sites): Form {
  if (step.kind === 'tick') return tickForm(found, step.step);
  return step.kind === 'take-back' ? takeBackForm(found, step.step) : FORMS[step.kind](found, sites);
}

/** The form of one step of a case. */
export function StepPanel({
  step,
  found,
  onClose,
}: {
  step: Step;
  found: MissingCaseDetail;
  onClose: () => void;
}): ReactNode {
  const { sites } = useSession();
  const keep = useKeepCase();
  const { title, send, ...form } = formOf(step, found, sites);
  return (
    <Panel title={title} onClose={onClose}>
      <CaseForm {...form} send={async (values) => keep(await send(values))} onDone={onClose} onCancel={onClose} />
    </Panel>
  );
}
