import { shiftWords } from '@app/kernel';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { api, ask, problemOf, type Dto } from '../../lib/api.js';
import { refusedFields } from '../../lib/form.js';
import type { SessionSite } from '../../lib/session.js';
import { stockQuery } from './label-queries.js';
import { tenths } from './lengths.js';
import { offPageOf, offPageWords } from './off-page.rules.js';
import styles from './stock.module.css';

type Printer = Dto<'LabelPrinterDto'>;
type NewPrinter = Dto<'NewLabelPrinterDto'>;

const CONFLICT =
  'Somebody else changed this printer meanwhile. The list is loaded again: close this, look at it, then repeat your change.';
const WORDS = { name: 'Name', offsetXTenths: 'To the right', offsetYTenths: 'Down', scalePermille: 'Size' };

function useSave(printer: Printer | null, done: () => void) {
  const client = useQueryClient();
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: ['label-printers'] });
  return useMutation({
    mutationFn: ({ siteId, ...body }: NewPrinter): Promise<unknown> =>
      printer
        ? ask(
            api.PATCH('/api/v1/label-printers/{id}', {
              params: { path: { id: printer.id } },
              body: { version: printer.version, ...body },
            }),
          )
        : ask(api.POST('/api/v1/label-printers', { body: { siteId, ...body } })),
    onSuccess: async () => {
      await again();
      done();
    },
    onError: (refused) => {
      if (problemOf(refused).code.endsWith('version-conflict')) void again();
    },
  });
}

interface Form {
  siteId: string;
  name: string;
  dpi: string;
  offsetXTenths: string;
  offsetYTenths: string;
  scalePermille: string;
}

const formOf = (printer: Printer | null, siteId: string): Form => ({
  ...{ siteId: printer?.siteId ?? siteId, name: printer?.name ?? '', dpi: String(printer?.dpi ?? '') },
  offsetXTenths: ((printer?.offsetXTenths ?? 0) / 10).toFixed(1),
  offsetYTenths: ((printer?.offsetYTenths ?? 0) / 10).toFixed(1),
  scalePermille: ((printer?.scalePermille ?? 1000) / 10).toFixed(1),
});

function readPrinter(form: Form): { body: NewPrinter; problems: FieldProblem[] } {
  const [x, y, scale] = [
    tenths(form.offsetXTenths),
    tenths(form.offsetYTenths),
    Math.round(Number(form.scalePermille) * 10),
  ];
  const offset = (field: string, value: number | null): FieldProblem[] =>
    value !== null && Math.abs(value) <= 100 ? [] : [{ field, message: 'Write millimetres from -10.0 to 10.0' }];
  return {
    body: {
      ...{ siteId: form.siteId, name: form.name.trim(), offsetXTenths: x ?? 0, offsetYTenths: y ?? 0 },
      scalePermille: form.dpi ? 1000 : scale,
      dpi: form.dpi ? (Number(form.dpi) as 203 | 300) : null,
    },
    problems: [
      ...(form.siteId ? [] : [{ field: 'siteId', message: 'Choose the site where it stands' }]),
      ...(form.name.trim() ? [] : [{ field: 'name', message: 'Give the printer a name' }]),
      ...offset('offsetXTenths', x),
      ...offset('offsetYTenths', y),
      ...(form.dpi || (scale >= 900 && scale <= 1100)
        ? []
        : [{ field: 'scalePermille', message: 'Write a size from 90 to 110 %' }]),
    ],
  };
}

interface PrinterFormProps {
  /** `null`: a new one. */
  printer: Printer | null;
  sites: SessionSite[];
  siteId: string;
  onClose: () => void;
}

/** What a printer is off by, in tenths of a millimetre, with words that say which way. */
export function PrinterForm({ printer, sites, siteId, onClose }: PrinterFormProps): ReactNode {
  const [form, setForm] = useState(() => formOf(printer, siteId));
  const [missing, setMissing] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error } = useSave(printer, onClose);
  const { body, problems: wrong } = readPrinter(form);
  const refused = useMemo(() => refusedFields(error, 'name', CONFLICT, WORDS), [error]);
  const problems = missing.length > 0 ? missing : refused;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(wrong);
    if (wrong.length === 0) mutate(body);
  };
  const shift = shiftWords(body.offsetXTenths ?? 0, body.offsetYTenths ?? 0);
  return (
    <form className={styles.fields} onSubmit={submit} noValidate>
      <FormProblems problems={problems} />
      <Fields form={form} set={setForm} problems={problems} sites={printer === null ? sites : null} />
      <p className={styles.shift} role="status">
        {shift ? `Everything is printed ${shift}.` : 'Everything is printed where it belongs.'} A minus moves to the
        left or up.
      </p>
      {wrong.length === 0 && <OffPage printer={body} />}
      <div className={styles.buttons}>
        <Button type="submit" loading={isPending}>
          {printer ? 'Save' : 'Add'}
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}

/** What most people print on, as far as a printer of this kind takes it. */
const COMMON = { pdf: 'avery-5160', zpl: 'zebra-2x1' };

/** Numbers so large that labels leave the page are rarely what somebody means. */
function OffPage({ printer }: { printer: NewPrinter }): ReactNode {
  const { data: stock } = useQuery(stockQuery());
  const common = stock?.find(({ id }) => id === (printer.dpi ? COMMON.zpl : COMMON.pdf));
  const { offsetXTenths = 0, offsetYTenths = 0, scalePermille = 1000 } = printer;
  const words = common ? offPageWords(offPageOf(common, { offsetXTenths, offsetYTenths, scalePermille })) : '';
  return (
    <div role="status">
      {words && (
        <p className={styles.warning}>
          <IconAlertTriangle size={16} aria-hidden />
          <span>
            On {common?.name} this pushes labels off the {common?.medium === 'sheet' ? 'page' : 'roll'}: {words} would
            be missing.
          </span>
        </p>
      )}
    </div>
  );
}

interface FieldsProps {
  form: Form;
  set: (form: Form) => void;
  problems: FieldProblem[];
  /** Of a new one only: a printer stays where it is. */
  sites: SessionSite[] | null;
}

function Fields({ form, set, problems, sites }: FieldsProps): ReactNode {
  const about = (name: keyof Form) => ({
    ...{ id: name, value: form[name], error: problems.find(({ field }) => field === name)?.message },
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => set({ ...form, [name]: value }),
  });
  return (
    <div className={styles.numbers}>
      <TextInput
        {...about('name')}
        data-autofocus
        label="Name"
        placeholder="Front office"
        maxLength={80}
        autoComplete="off"
      />
      {sites && (
        <NativeSelect
          {...about('siteId')}
          label="Site"
          data={[
            ...(form.siteId ? [] : [{ value: '', label: 'Choose a site', disabled: true }]),
            ...sites.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` })),
          ]}
        />
      )}
      <NativeSelect
        {...about('dpi')}
        label="It takes"
        data={[
          { value: '', label: 'PDF' },
          { value: '203', label: 'ZPL, Zebra 203 dpi' },
          { value: '300', label: 'ZPL, Zebra 300 dpi' },
        ]}
      />
      <TextInput
        {...about('offsetXTenths')}
        label="Move to the right"
        rightSection={<small>mm</small>}
        autoComplete="off"
      />
      <TextInput {...about('offsetYTenths')} label="Move down" rightSection={<small>mm</small>} autoComplete="off" />
      {!form.dpi && (
        <TextInput {...about('scalePermille')} label="Size" rightSection={<small>%</small>} autoComplete="off" />
      )}
    </div>
  );
}
