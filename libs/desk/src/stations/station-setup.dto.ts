import { IsChoice, IsFlag, IsText, IsWhole } from '@app/platform';

export const SUFFIXES = ['enter', 'tab', 'enter-twice', 'none', 'other'] as const;
export const LETTER_CASES = ['as-printed', 'upper', 'lower', 'swapped'] as const;
export const PRINTERS = ['none', 'browser', 'silent'] as const;

/** What the check of a desk found; null: that part was skipped. */
export class StationSetupDto {
  @IsFlag({ nullable: true, description: 'Somebody heard the long buzz' })
  soundHeard!: boolean | null;

  @IsChoice(SUFFIXES, { nullable: true, description: 'What the scanner sends after a code' })
  suffix!: (typeof SUFFIXES)[number] | null;

  @IsText(20, { nullable: true, description: 'What it sends before a code' })
  prefix!: string | null;

  @IsWhole(0, 10_000, { nullable: true, description: 'Milliseconds between two characters' })
  gapMs!: number | null;

  @IsChoice(LETTER_CASES, { nullable: true })
  letterCase!: (typeof LETTER_CASES)[number] | null;

  @IsFlag({ nullable: true, description: 'It sends each code twice' })
  doubled!: boolean | null;

  @IsFlag({ nullable: true, description: 'Scanner and computer have different keyboard layouts' })
  layoutSwapped!: boolean | null;

  @IsChoice(PRINTERS, { nullable: true })
  printer!: (typeof PRINTERS)[number] | null;

  @IsFlag({ nullable: true, description: 'The browser promised to keep what is saved here' })
  storageKept!: boolean | null;
}
