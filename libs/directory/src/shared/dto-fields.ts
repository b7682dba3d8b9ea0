import { ApiProperty } from '@nestjs/swagger';
import { isGrade, isLanguageTag, isTimeOfDay, LONGEST_NAME } from '@app/kernel';
import { IsChoice, IsText, QueryWords, fieldRule } from '@app/platform';
import type { FieldOptions } from '@app/platform';

/** `HH:MM` on the district's wall clock. */
export const IsTimeOfDay = (options?: FieldOptions): PropertyDecorator =>
  fieldRule(
    {
      name: 'isTimeOfDay',
      message: 'must be a time of day such as 15:30',
      check: isTimeOfDay,
      schema: { type: String, pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', example: '15:30' },
    },
    options,
  );

/** A part of somebody's name: any script. */
export const IsName = (options?: FieldOptions): PropertyDecorator => IsText(LONGEST_NAME, options);

const trim = (value: unknown): unknown => (typeof value === 'string' ? value.trim() : value);

/** A grade as the student system writes it: `K`, `7`, `12`, `TK`. */
export const IsGrade = (options?: FieldOptions): PropertyDecorator =>
  fieldRule(
    {
      name: 'isGrade',
      message: 'must be a grade such as K, 7 or 12, in at most 12 characters',
      check: (value) => typeof value === 'string' && value.length <= 12 && isGrade(value),
      schema: { type: String, minLength: 1, maxLength: 12, example: '7' },
      clean: trim,
    },
    options,
  );

/** The language of notices to somebody. */
export const IsLanguage = (options?: FieldOptions): PropertyDecorator =>
  fieldRule(
    {
      name: 'isLanguage',
      message: 'must be the tag of a language such as es or zh-Hant',
      check: (value) => typeof value === 'string' && value.length <= 35 && isLanguageTag(value),
      schema: { type: String, minLength: 2, maxLength: 35, example: 'es' },
      clean: trim,
    },
    { description: 'BCP 47, for notices', ...options },
  );

export const SITE_KINDS = [
  'elementary',
  'middle',
  'high',
  'alternative',
  'special',
  'preschool',
  'office',
  'warehouse',
] as const;
export type SiteKind = (typeof SITE_KINDS)[number];

export const IsSiteKind = (options?: FieldOptions): PropertyDecorator =>
  IsChoice(SITE_KINDS, { enumName: 'SiteKind', ...options });

/** The sites of a list's filter, by id or code; `SitesFacade.named` says which they are, and 404 to any other. */
export const QuerySites = (description: string): PropertyDecorator =>
  QueryWords(
    {
      name: 'querySites',
      message: 'must be ids or codes of sites, separated by commas',
      check: (word) => /^[^\p{Cc}\p{Cf}\p{Cs}]{1,36}$/u.test(word) && word.trim() !== '',
      example: 'LHS',
    },
    { optional: true, description },
  );

/** A site in a few words, for whoever shows it beside something else. */
export class SiteRefDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'LHS' })
  code!: string;

  @ApiProperty({ example: 'Lincoln High School' })
  name!: string;
}
