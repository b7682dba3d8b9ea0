import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import notes from '../../components/notes.module.css';
import type { Dto } from '../../lib/api.js';
import { lines, type Import } from './import-words.js';
import styles from './imports.module.css';
import { choicesOf, isTaken, padOffersOf, type Choices, type ShownOffer } from './mapping.js';

type Options = Dto<'ImportOptionsDto'>;

interface PadOffersProps {
  run: Import;
  choices: Choices;
  options: Options;
  onChange: (change: Partial<Options>) => void;
}

/** Asks about each column of codes that is shorter than the district writes them. Nothing is padded unasked. */
export const PadOffers = ({ run, choices, options, onChange }: PadOffersProps): ReactNode =>
  padOffersOf(run, choices).map((offer) => (
    <Checkbox
      key={offer.field}
      className={notes.warning}
      label={`Pad “${offer.header}” to ${offer.digits} digits`}
      description={offerWords(offer)}
      checked={isTaken(offer, options)}
      onChange={(event) =>
        onChange({ pad: { ...options.pad, [offer.field]: event.currentTarget.checked ? offer.digits : undefined } })
      }
    />
  ));

const offerWords = ({ by, digits, lines: n, examples }: ShownOffer): string => {
  const who = by === 'rules' ? 'The rules for codes write' : 'Most on record have';
  const shown = examples.map(({ from, to }) => `${from} → ${to}`).join(', ');
  return `${who} ${digits} digits; a spreadsheet may have dropped the zeros in front. It would change ${lines(n)}: ${shown}${n > examples.length ? ' and so on' : ''}.`;
};

/** What the run does about it, where it can no longer be chosen. */
export const PaddingFacts = ({ run }: { run: Import }): ReactNode =>
  run.columns
    .filter(({ field }) => field !== null && run.options.pad?.[field as Dto<'ImportPadField'>] !== undefined)
    .map(({ position, header, field }) => (
      <p key={position} className={styles.fact}>
        “{header}” is padded to {run.options.pad?.[field as Dto<'ImportPadField'>]} digits.
      </p>
    ));

/** After the dry run: codes that were read as they stand although they look short. */
export const UnpaddedNotes = ({ run }: { run: Import }): ReactNode =>
  padOffersOf(run, choicesOf(run))
    .filter((offer) => !isTaken(offer, run.options))
    .map(({ field, header, digits, lines: n, examples }) => (
      <p key={field} className={`${styles.fact} ${notes.warning}`}>
        {lines(n)} of “{header}” have fewer than {digits} digits, such as {examples[0].from}: the zeros in front may be
        lost. They are read as they stand; to pad them, change the mapping.
      </p>
    ));
