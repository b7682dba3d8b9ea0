import { newId } from '@app/kernel';
import type { SiteRef } from '@app/scan-engine';
import { TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { ModelSelect } from '../../components/model-select.js';
import { problemOf } from '../../lib/api.js';
import { savedWithTag, tagWarningQuery } from '../../lib/tag-warning.js';
import styles from './quick-add-panel.module.css';
import { deviceOf, newCodeOf, type CodeOf, type NewDevice } from './quick-add.js';
import type { Row } from './rows.js';
import { registerDevice } from './scan-api.js';
import type { Station } from './station.js';
import { say } from './words.js';

const CODES: readonly CodeOf[] = ['serial', 'assetTag'];

interface QuickAddProps {
  row: Row | undefined;
  site: SiteRef;
  station: Station;
}

/** Registers the device of an unknown code beside the result; scans go on meanwhile. */
export function QuickAdd({ row, site, station }: QuickAddProps): ReactNode {
  // A box of new devices is of one model.
  const [modelId, setModelId] = useState<string | null>(null);
  const [warning, setWarning] = useState<string | null>(null);
  if (row) return <Panel key={row.id} {...{ row, site, station, modelId, setModelId, setWarning }} />;
  return warning && <Warned warning={warning} onClose={() => setWarning(null)} />;
}

/** What is known against the tag of the device that was added last; it stands there while scans go on. */
const Warned = ({ warning, onClose }: { warning: string; onClose: () => void }): ReactNode => (
  <section className={styles.panel} aria-label={say('new.title')}>
    <p className={styles.problem} data-tone="amber" role="alert">
      <IconAlertTriangle size={18} aria-hidden /> {warning}.
    </p>
    <div className={styles.buttons}>
      <button type="button" onClick={onClose}>
        {say('close')}
      </button>
    </div>
  </section>
);

interface PanelProps extends QuickAddProps {
  row: Row;
  modelId: string | null;
  setModelId: (modelId: string | null) => void;
  setWarning: (warning: string | null) => void;
}

function Panel({ row, site, station, modelId, setModelId, setWarning }: PanelProps): ReactNode {
  const [scanned] = useState(() => newCodeOf(row.code, window.location.host));
  const [of, setOf] = useState(scanned.of);
  const [other, setOther] = useState('');
  /** The other code once its field was left. */
  const [left, setLeft] = useState('');
  const [noModel, setNoModel] = useState(false);
  const { register, isPending, problems } = useRegister((warning) => {
    setWarning(warning);
    station.added(row.id);
  });
  const otherOf: CodeOf = of === 'serial' ? 'assetTag' : 'serial';
  const device = deviceOf(scanned.code, of, other.trim(), { modelId: modelId ?? '', homeSiteId: site.id });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isPending) return;
    setNoModel(!modelId);
    if (modelId) register(device);
  };
  return (
    <form
      id="station-new-device"
      className={styles.panel}
      aria-label={say('new.title')}
      data-closes-on-escape
      onSubmit={submit}
    >
      <h2>
        {say('new.title')} <span className="mono">{scanned.code}</span>
      </h2>
      <CodeKind of={of} onChange={setOf} />
      <ModelSelect
        label={say('new.model')}
        placeholder={say('new.model-hint')}
        openOnFocus={false}
        value={modelId}
        onChange={setModelId}
        error={noModel && !modelId && say('new.no-model')}
      />
      <TextInput
        label={say('new.optional', { of: say(`new.${otherOf}`) })}
        placeholder={say('new.scan-here')}
        classNames={{ input: 'mono' }}
        autoComplete="off"
        spellCheck={false}
        maxLength={64}
        data-takes-scans=""
        value={other}
        onChange={(event) => setOther(event.currentTarget.value)}
        onBlur={() => setLeft(other.trim())}
      />
      <TagNote tag={of === 'assetTag' ? scanned.code : left} />
      <p className={styles.note}>
        {say('new.site', { code: site.code })} {device.state === 'received' && say('new.untagged')}
      </p>
      <Problems problems={noModel && !modelId ? [say('new.no-model')] : problems} />
      <Buttons untagged={device.state === 'received'} busy={isPending} onClose={() => station.escape()} />
    </form>
  );
}

/** What is known against the tag, before it is the device's. */
function TagNote({ tag }: { tag: string }): ReactNode {
  const { data: warning } = useQuery({ ...tagWarningQuery(tag), enabled: tag !== '' });
  return (
    <div role="status">
      {tag !== '' && warning && (
        <p className={styles.problem} data-tone="amber">
          <IconAlertTriangle size={18} aria-hidden /> {warning}.
        </p>
      )}
    </div>
  );
}

interface ButtonsProps {
  untagged: boolean;
  busy: boolean;
  onClose: () => void;
}

const Buttons = ({ untagged, busy, onClose }: ButtonsProps): ReactNode => (
  <div className={styles.buttons}>
    <button type="submit" data-main="" aria-disabled={busy}>
      {say(untagged ? 'new.register-untagged' : 'new.register')}
    </button>
    <button type="button" onClick={onClose}>
      {say('close')} <kbd>Esc</kbd>
    </button>
  </div>
);

function CodeKind({ of, onChange }: { of: CodeOf; onChange: (of: CodeOf) => void }): ReactNode {
  return (
    <fieldset className={styles.kind}>
      <legend>{say('new.code-is')}</legend>
      {CODES.map((kind) => (
        <label key={kind}>
          <input type="radio" name="code-of" checked={of === kind} onChange={() => onChange(kind)} />
          {say(`new.${kind}`)}
        </label>
      ))}
    </fieldset>
  );
}

function Problems({ problems }: { problems: string[] }): ReactNode {
  return (
    <div role="alert">
      {problems.map((problem) => (
        <p key={problem} className={styles.problem}>
          <IconAlertTriangle size={18} aria-hidden /> {problem}
        </p>
      ))}
    </div>
  );
}

/** @param done with what is known against the tag and did not stand in the panel yet */
function useRegister(done: (unread: string | null) => void) {
  const client = useQueryClient();
  const sent = useRef({ body: '', key: '' });
  const { mutate, isPending, error } = useMutation({
    networkMode: 'always',
    mutationFn: (device: NewDevice) => {
      const body = JSON.stringify(device);
      if (sent.current.body !== body) sent.current = { body, key: newId() };
      return savedWithTag(client, device.assetTag, () => registerDevice(device, sent.current.key));
    },
    onSuccess: ({ unread }) => done(unread),
  });
  return { register: mutate, isPending, problems: error ? refusalOf(error) : [] };
}

function refusalOf(error: unknown): string[] {
  const { status, errors, detail, title } = problemOf(error);
  if (status === 0) return [say('new.offline')];
  if (!errors?.length) return [detail ?? title];
  const fields: Record<string, string> = {
    ...Object.fromEntries(CODES.map((code) => [code, say(`new.${code}`)])),
    modelId: say('new.model'),
    homeSiteId: say('site'),
  };
  return errors.map(({ field, message }) => `${fields[field] ?? field} ${message}`);
}
