import type { Dto } from '../../lib/api.js';

/** A rule while it is edited. */
export interface RuleRow {
  key: string;
  pattern: string;
  replacement: string;
  digits: string;
  example: string;
  enabled: boolean;
}

let made = 0;
const nextKey = (): string => `code-rule-${(made += 1)}`;

export const rowsOf = (rules: readonly Dto<'CodeRuleDto'>[]): RuleRow[] =>
  rules.map(({ pattern, replacement, digits, example, enabled }) => ({
    key: nextKey(),
    pattern,
    replacement,
    digits: digits === null ? '' : String(digits),
    example,
    enabled,
  }));

/** What most districts need: a prefix that may be left out, and a number with leading zeros. */
export const newRule = (): RuleRow => ({
  key: nextKey(),
  pattern: '^(?:CB-)?0*([0-9]{1,6})$',
  replacement: 'CB-\\1',
  digits: '6',
  example: 'CB-1',
  enabled: true,
});

export const rulesOf = (rows: readonly RuleRow[]): Dto<'NewCodeRuleDto'>[] =>
  rows.map(({ pattern, replacement, digits, example, enabled }) => ({
    pattern: pattern.trim(),
    replacement: replacement.trim(),
    digits: digits === '' ? null : Number(digits),
    example: example.trim(),
    enabled,
  }));
