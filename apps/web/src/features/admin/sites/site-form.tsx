import { NativeSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldProblem } from '../../../components/form-problems.js';
import type { Dto } from '../../../lib/api.js';
import { words } from '../../../lib/device-words.js';
import type { ReadForm } from '../../../lib/use-form.js';
import { textFields } from '../text-fields.js';
import type { Site } from './site-queries.js';

type NewSite = Dto<'NewSiteDto'>;

const KINDS: Dto<'SiteKind'>[] = [
  'elementary',
  'middle',
  'high',
  'alternative',
  'special',
  'preschool',
  'office',
  'warehouse',
];

/** What the form says, and what is missing in it. */
export function readSite(values: Record<string, string>): ReadForm<NewSite> {
  const { siteCode, siteName, kind, zone, lowGrade, highGrade, address, phone, ncesId } = values;
  return {
    problems: [
      ...(siteCode ? [] : [{ field: 'siteCode', message: 'Give the code that people say, such as LHS' }]),
      ...(siteName ? [] : [{ field: 'siteName', message: 'Give the name' }]),
    ],
    body: {
      code: siteCode,
      name: siteName,
      kind: kind as NewSite['kind'],
      zone: zone || null,
      lowGrade: lowGrade || null,
      highGrade: highGrade || null,
      address: address || null,
      phone: phone || null,
      ncesId: ncesId || null,
    },
  };
}

/** Fields of the request as they are called on the page. */
export const siteField = (problem: FieldProblem): FieldProblem => ({
  ...problem,
  field: { code: 'siteCode', name: 'siteName' }[problem.field] ?? problem.field,
});

export function SiteFields({ site, problems }: { site: Site | null; problems: FieldProblem[] }): ReactNode {
  const text = textFields(problems);
  return (
    <>
      {text('siteCode', 'Code', site?.code, 20, 'Short, as people say it: LHS. It stands in addresses and in files.')}
      {text('siteName', 'Name', site?.name, 200)}
      <NativeSelect
        name="kind"
        label="Kind"
        defaultValue={site?.kind ?? 'elementary'}
        data={KINDS.map((value) => ({ value, label: words(value) }))}
      />
      {text('lowGrade', 'Lowest grade', site?.lowGrade, 12, 'Empty for an office or a warehouse.')}
      {text('highGrade', 'Highest grade', site?.highGrade, 12)}
      {text('zone', 'Zone', site?.zone, 60, 'The area of a technician.')}
      {text('address', 'Address', site?.address, 300)}
      {text('phone', 'Telephone', site?.phone, 40)}
      {text('ncesId', 'NCES number', site?.ncesId, 20)}
    </>
  );
}
