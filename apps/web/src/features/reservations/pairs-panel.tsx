import { DEVICE_HEADS } from '@app/kernel';
import { Button, FileButton, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { FormProblems } from '../../components/form-problems.js';
import { Panel } from '../../components/panel.js';
import plain from '../../components/plain-table.module.css';
import { api, ask, type Dto } from '../../lib/api.js';
import { refusedFields } from '../../lib/form.js';
import { MOST_PAIRS, pairsOf, type Pair } from './pairs.js';
import styles from './reservations.module.css';

type Line = Dto<'ReservationLineDto'>;

const REASONS: Record<Dto<'ReservationRefusal'>, string> = {
  'device-unknown': 'No such device at your sites',
  'person-unknown': 'No such student at your sites',
  'device-twice': 'The device stands further up in the list',
  'device-unfit': 'The device is not in use',
  'device-missing': 'The device is missing',
  'device-in-repair': 'The device is in repair',
  'device-on-hold': 'The device is on hold',
  'with-another': 'The device is with somebody else',
  'person-withdrawn': 'The student has withdrawn',
  'device-reserved': 'Reserved for somebody else',
  'has-it-already': 'The student has it already',
  'has-another-reserved': 'Another device is reserved for the student',
};

/** Paste or choose a file, see what it would do, then do it: nothing is reserved before that. */
export function PairsPanel({ onClose }: { onClose: () => void }): ReactNode {
  const client = useQueryClient();
  const [text, setText] = useState('');
  const { pairs } = pairsOf(text);
  const check = useMutation({
    mutationFn: (body: { pairs: Pair[] }) => ask(api.POST('/api/v1/reservations/check', { body })),
  });
  const reserve = useMutation({
    mutationFn: (body: { pairs: Pair[] }) => ask(api.POST('/api/v1/reservations/list', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['reservations'] }),
  });
  const change = (next: string): void => {
    setText(next);
    check.reset();
    reserve.reset();
  };
  const lines = reserve.data?.items ?? check.data?.items;
  const ready = check.data?.items.filter(({ outcome }) => outcome === 'reserve').length ?? 0;
  const tooMany = pairs.length > MOST_PAIRS;
  return (
    <Panel title="Reserve from a list" onClose={onClose}>
      <div className={styles.form}>
        <FormProblems problems={refusedFields(check.error ?? reserve.error, 'pairs')} />
        <PairsText text={text} onChange={change} />
        <div className={styles.buttons}>
          <Button
            variant={ready > 0 ? 'default' : 'filled'}
            loading={check.isPending}
            onClick={() => pairs.length > 0 && !tooMany && check.mutate({ pairs })}
          >
            Check {pairs.length === 1 ? '1 pair' : `${pairs.length.toLocaleString()} pairs`}
          </Button>
          {ready > 0 && !reserve.data && (
            <Button loading={reserve.isPending} onClick={() => reserve.mutate({ pairs })}>
              Reserve {ready === 1 ? '1 device' : `${ready.toLocaleString()} devices`}
            </Button>
          )}
          <FileButton accept=".csv,.txt,text/csv,text/plain" onChange={(file) => void file?.text().then(change)}>
            {(props) => (
              <Button variant="default" {...props}>
                Choose a file
              </Button>
            )}
          </FileButton>
        </div>
        {lines && <Outcome lines={lines} done={reserve.data !== undefined} />}
      </div>
    </Panel>
  );
}

function PairsText({ text, onChange }: { text: string; onChange: (text: string) => void }): ReactNode {
  const { pairs, wrong } = pairsOf(text);
  return (
    <Textarea
      id="pairs"
      label="Tag and student number, one pair on each line"
      description="Separated by a comma, a semicolon or a tab, as a sheet copies them"
      placeholder={'LHS-004512, 700412\nLHS-004513, 700413'}
      autosize
      minRows={4}
      maxRows={12}
      spellCheck={false}
      data-autofocus
      classNames={{ input: 'mono' }}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={
        pairs.length > MOST_PAIRS
          ? `${pairs.length.toLocaleString()} pairs; at most ${MOST_PAIRS.toLocaleString()} at once`
          : wrong.length > 0 && `Not a pair: line ${wrong.slice(0, 8).join(', ')}${wrong.length > 8 ? ' …' : ''}`
      }
    />
  );
}

/** Numbers first, then every line that is not plain. */
function Outcome({ lines, done }: { lines: Line[]; done: boolean }): ReactNode {
  const of = (outcome: Line['outcome']): number => lines.filter((line) => line.outcome === outcome).length;
  const refused = lines.filter(({ outcome }) => outcome === 'refuse');
  return (
    <div>
      <p role="status">
        <strong>
          {of('reserve').toLocaleString()} {done ? 'reserved' : 'can be reserved'}
        </strong>
        {of('unchanged') > 0 && ` · ${of('unchanged').toLocaleString()} reserved so already`}
        {refused.length > 0 && ` · ${refused.length.toLocaleString()} cannot`}
      </p>
      {refused.length > 0 && (
        <div className={plain.scroll}>
          <table className={plain.table}>
            <caption>Lines that cannot be reserved</caption>
            <thead>
              <tr>
                <th scope="col">Pair</th>
                <th scope="col">{DEVICE_HEADS.tag}</th>
                <th scope="col">Student</th>
                <th scope="col">Why not</th>
              </tr>
            </thead>
            <tbody>
              {refused.slice(0, 200).map(({ line, tag, number, reason, personName }) => (
                <tr key={line}>
                  <td>{line}</td>
                  <td className="mono">{tag}</td>
                  <td>
                    <span className="mono">{number}</span> {personName}
                  </td>
                  <td>{reason && REASONS[reason]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
