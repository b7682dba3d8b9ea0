export const AGREEMENT_STATES = ['signed', 'missing', 'opted-out'] as const;
export type AgreementState = (typeof AGREEMENT_STATES)[number];

const YEAR = '(SELECT directory_agreement_year(directory_day(clock_timestamp())))';

/** Something is on record for person `p` this year, under any of their records. */
const onRecord = (also: string): string => `(EXISTS (SELECT 1 FROM person_agreement a
    WHERE a.person_id = p.id AND a.school_year_id = ${YEAR}${also})
  OR EXISTS (SELECT 1 FROM person m JOIN person_agreement a ON a.person_id = m.id
    WHERE m.merged_into_id = p.id AND a.school_year_id = ${YEAR}${also}))`;

/** `asked`: SQL about person `p`; without it every site asks. */
const conditionOf = (state: AgreementState, asked: string): string =>
  ({
    signed: onRecord(' AND NOT a.opted_out'),
    'opted-out': onRecord(' AND a.opted_out'),
    missing: `(p.kind = 'student' AND p.state = 'active' AND ${YEAR} IS NOT NULL AND (${asked}) AND NOT ${onRecord('')})`,
  })[state];

export const agreementCondition = (states: readonly AgreementState[], asked = 'true'): string =>
  `(${states.map((state) => conditionOf(state, asked)).join(' OR ')})`;
