import { foundStock, stockFacts } from '@app/kernel';
import { Checkbox, NativeSelect, Select, TextInput, type ComboboxParsedItem, type OptionsFilter } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Dto } from '../../lib/api.js';
import {
  arrangementOf,
  isByHomeroom,
  kindOf,
  LINES,
  linesOf,
  linesParam,
  type ChosenKind,
  type Known,
  type Line,
} from './choice.rules.js';
import { ARRANGEMENTS, CORRECTIONS, type LabelStock } from './label-words.js';
import styles from './labels.module.css';
import { NO_STOP } from './no-stop.js';
import { stockGroups } from './stock.rules.js';
import { useKeptWords, useTyped, type Choice } from './use-choice.js';

type Printer = Dto<'LabelPrinterDto'>;

interface StockSelectProps {
  choice: Choice;
  stockId: string;
  stock: readonly LabelStock[];
  /** Ids of what was printed on here, newest first. */
  used: readonly string[];
}

/** By what it is bought for; found by its name or by any number on the box. */
export function StockSelect({ choice: { url, set }, stockId, stock, used }: StockSelectProps): ReactNode {
  const byId = new Map(stock.map((each) => [each.id, each]));
  const filter: OptionsFilter = ({ options, search }) => {
    const found = foundStock(stock, search);
    return options.flatMap((option): ComboboxParsedItem[] => {
      if (!('group' in option)) return found.has(option.value) ? [option] : [];
      const items = option.items.filter(({ value }) => found.has(value));
      return items.length > 0 ? [{ ...option, items }] : [];
    });
  };
  const chosen = byId.get(stockId);
  return (
    <Select
      id="label-stock"
      label="Stock"
      description={chosen ? stockFacts(chosen) : 'Name, or a number on the box'}
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      maxDropdownHeight={260}
      comboboxProps={{ withinPortal: false }}
      scrollAreaProps={NO_STOP}
      nothingFoundMessage="No such stock: add it under Stock"
      filter={filter}
      renderOption={({ option: { value, label } }) => (
        <span className={styles.option}>
          {label} <small>{stockFacts(byId.get(value) ?? stock[0])}</small>
        </span>
      )}
      value={chosen ? stockId : null}
      data={stockGroups(stock, kindOf(url), used).map(({ group, items }) => ({
        group,
        items: items.map((each) => ({ value: each.id, label: each.name })),
      }))}
      onClick={(event) => event.currentTarget.select()}
      onChange={(id) => set({ stock: id, from: null })}
    />
  );
}

interface PrintFieldsProps {
  choice: Choice;
  known: Known;
  stock: LabelStock | undefined;
  printers: readonly Printer[];
}

/** Which printer, from which place, how many of each. */
export function PrintFields({ choice, known, stock, printers }: PrintFieldsProps): ReactNode {
  const from = useTyped(choice, 'from', '1');
  const copies = useTyped(choice, 'copies', '1');
  const number = { inputMode: 'numeric', autoComplete: 'off' } as const;
  const places = stock ? stock.columns * stock.rows : 1;
  return (
    <>
      <NativeSelect
        id="label-printer"
        label="Printer"
        description={printerHelp(stock, printers, known.printerId)}
        value={known.printerId ?? 'none'}
        data={[
          { value: 'none', label: stock?.medium === 'roll' ? 'Any: PDF for its driver' : 'Any, true to size' },
          ...printers.map(({ id, name, dpi }) => ({ value: id, label: dpi ? `${name} (ZPL)` : name })),
        ]}
        onChange={(event) => choice.set({ printer: event.currentTarget.value })}
      />
      {isByHomeroom(choice.url) && !known.plain && stock?.medium === 'sheet' && (
        <Checkbox
          size="sm"
          label="Each homeroom on a new sheet"
          checked={choice.url.sheets === 'yes'}
          onChange={(event) => choice.set({ sheets: event.currentTarget.checked ? 'yes' : null })}
        />
      )}
      {!known.plain && (
        <div className={styles.row}>
          {places > 1 && (
            <TextInput
              {...number}
              id="label-from"
              error={choice.errors['label-from']}
              label={`Start at place (1–${places})`}
              maxLength={4}
              value={from.text}
              onChange={(event) => from.setText(event.currentTarget.value)}
              onBlur={() => from.flush()}
            />
          )}
          <TextInput
            {...number}
            id="label-copies"
            error={choice.errors['label-copies']}
            label="Copies of each"
            maxLength={2}
            value={copies.text}
            onChange={(event) => copies.setText(event.currentTarget.value)}
            onBlur={() => copies.flush()}
          />
        </div>
      )}
    </>
  );
}

/** What comes out of it, where that is not plain to see. */
function printerHelp(
  stock: LabelStock | undefined,
  printers: readonly Printer[],
  printerId: string | null,
): string | undefined {
  if (stock?.medium === 'roll') {
    if (printers.some(({ id, dpi }) => id === printerId && dpi !== null)) return undefined;
    const zebra = printers.some(({ dpi }) => dpi !== null)
      ? 'Choose a Zebra for ZPL.'
      : 'For ZPL, add the Zebra under Printers.';
    return `A PDF, one label a page, for the driver of the label printer. ${zebra}`;
  }
  return printers.length === 0 ? 'None is known here; a printer remembers by how much it is off.' : undefined;
}

const LINE_WORDS: Record<Line, string> = {
  program: 'Program and project number (5 CCR 3946)',
  property: '“Property of” the district',
  district: 'Name of the district',
  site: 'Name of the site',
};

/** Which of the lines labels of a kind can have. */
const LINES_OF: Partial<Record<ChosenKind, readonly Line[]>> = {
  device: LINES,
  serial: LINES,
  'tag-range': ['property', 'district', 'site'],
  room: ['site'],
  cart: ['site'],
  'cart-slot': ['site'],
};

/** The codes, and the words beside them. */
export function LookFields({ choice }: { choice: Choice }): ReactNode {
  const { url, set } = choice;
  const kind = kindOf(url);
  const arrangement = arrangementOf(url);
  return (
    <>
      <NativeSelect
        id="label-codes"
        label="Codes"
        value={arrangement}
        data={Object.entries(ARRANGEMENTS).map(([value, label]) => ({ value, label }))}
        onChange={(event) => set({ codes: event.currentTarget.value })}
      />
      {arrangement.includes('qr') && (
        <NativeSelect
          id="label-correction"
          label="How much of the QR code may be lost"
          value={url.correction ?? 'M'}
          data={Object.entries(CORRECTIONS).map(([value, label]) => ({ value, label }))}
          onChange={(event) => set({ correction: event.currentTarget.value })}
        />
      )}
      {kind !== 'person' && <LineFields choice={choice} />}
    </>
  );
}

function LineFields({ choice }: { choice: Choice }): ReactNode {
  const { url, set } = choice;
  const kind = kindOf(url);
  const chosen = linesOf(url);
  const text = useKeptWords(choice, 'text');
  const linked = (kind === 'device' || kind === 'tag-range') && arrangementOf(url).includes('qr');
  return (
    <>
      <fieldset className={styles.lines}>
        <legend>Beside the code</legend>
        {LINES_OF[kind]?.map((line) => (
          <Checkbox
            key={line}
            size="xs"
            label={LINE_WORDS[line]}
            checked={chosen.includes(line)}
            onChange={(event) => {
              const on = event.currentTarget.checked;
              set({ lines: linesParam(LINES.filter((each) => (each === line ? on : chosen.includes(each)))) });
            }}
          />
        ))}
        {linked && (
          <Checkbox
            size="xs"
            label="The QR code opens the device’s page"
            checked={url.link !== 'no'}
            onChange={(event) => set({ link: event.currentTarget.checked ? null : 'no' })}
          />
        )}
      </fieldset>
      <TextInput
        id="label-text"
        error={choice.errors['label-text']}
        label="A line of your own"
        placeholder="If found, call 555-0100"
        maxLength={120}
        autoComplete="off"
        value={text.text}
        onChange={(event) => text.setText(event.currentTarget.value)}
        onBlur={() => text.flush()}
      />
    </>
  );
}
