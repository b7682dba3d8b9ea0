import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { NotFoundPage } from '../../components/not-found-page.js';
import { Facts } from '../../components/facts.js';
import { Block, Page } from '../../components/page.js';
import { ErrorState, SkeletonRows } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { problemOf } from '../../lib/api.js';
import { useSession } from '../../lib/session.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { atWork, runQuery } from './label-queries.js';
import { ARRANGEMENTS, codesOf, KIND_WORDS, labels, pages, type LabelRun } from './label-words.js';
import { DrawAgain } from './draw-again.js';
import { ReprintForm } from './reprint-form.js';
import { RunBadge } from './run-history.js';
import { RunItems } from './run-items.js';
import { RunProgress } from './run-progress.js';
import styles from './run.module.css';
import { VerifyLabels } from './verify-labels.js';
import { BURNED, VoidForm } from './void-form.js';

const CRUMBS = [{ label: 'Labels', href: '/labels' }];

/** One run: its document, its labels one by one, some of them again. */
export function LabelRunPage(): ReactNode {
  const { id = '' } = useParams({ strict: false });
  const { data: run, error, refetch } = useQuery(runQuery(id));
  if (!run && error)
    return [400, 404].includes(problemOf(error).status) ? (
      <NotFoundPage />
    ) : (
      <ErrorState page error={error} what="The label run" onRetry={() => void refetch()} />
    );
  return run ? <Run key={run.id} run={run} /> : <SkeletonRows />;
}

function Run({ run }: { run: LabelRun }): ReactNode {
  const { timeZone } = useSession().district;
  const [{ step }, set] = useUrlState();
  const close = (): void => set({ step: null }, { replace: true });
  const usable = run.state === 'done' && !run.voided;
  const open = (next: string) => () => set({ step: step === next ? null : next }, { replace: true });
  return (
    <Page
      title={`${labels(run.total)}: ${KIND_WORDS[run.kind].toLowerCase()}`}
      area="Labels"
      crumbs={CRUMBS}
      beside={<RunBadge run={run} />}
      lead={
        <>
          {run.by ? `${run.by}, ` : ''}
          <RelativeTime at={run.createdAt} timeZone={timeZone} /> · {run.site.name}
        </>
      }
      actions={<RunActions run={run} usable={usable} step={step} open={open} />}
    >
      {run.voided && (
        <p role="status" className={styles.void}>
          Not to be used: {run.voided.reason} ({run.voided.by ?? 'somebody'},{' '}
          <RelativeTime at={run.voided.at} timeZone={timeZone} />
          ). {run.kind === 'tag-range' && BURNED}
        </p>
      )}
      {usable && <HowToPrint run={run} />}
      {(atWork(run) || run.state === 'failed' || run.state === 'cancelled') && <RunProgress run={run} />}
      {usable && step === 'verify' && <VerifyLabels run={run} onClose={close} />}
      {usable && step === 'again' && <ReprintForm run={run} onClose={close} />}
      <div className={styles.blocks}>
        <div className={styles.side}>
          <RunFacts run={run} />
          {!run.voided && !atWork(run) && run.mayChange && <VoidForm run={run} />}
        </div>
        <RunItems run={run} />
      </div>
    </Page>
  );
}

interface RunActionsProps {
  run: LabelRun;
  usable: boolean;
  step: string | undefined;
  open: (step: string) => () => void;
}

function RunActions({ run, usable, step, open }: RunActionsProps): ReactNode {
  if (!run.voided && (run.state === 'cancelled' || run.state === 'failed')) return <DrawAgain run={run} />;
  if (!usable) return null;
  return (
    <>
      <Button variant="default" aria-expanded={step === 'verify'} onClick={open('verify')}>
        Check by scanning
      </Button>
      <Button variant="default" aria-expanded={step === 'again'} onClick={open('again')}>
        Print some again
      </Button>
      <Button
        renderRoot={(props) => <a href={`/api/v1/label-runs/${run.id}/document`} download {...props} />}
        leftSection={<IconDownload size={16} />}
      >
        Download {run.output === 'pdf' ? 'PDF' : 'ZPL'}
      </Button>
    </>
  );
}

const HowToPrint = ({ run: { output, printer } }: { run: LabelRun }): ReactNode => (
  <p className={styles.how}>
    {output === 'pdf' ? (
      <>
        Print at <strong>Actual size / 100 %</strong>: “Fit to page” moves every label.
      </>
    ) : (
      <>
        Send the file to <strong>{printer?.name ?? 'the Zebra'}</strong> as it is.
      </>
    )}
  </p>
);

function RunFacts({ run }: { run: LabelRun }): ReactNode {
  return (
    <Block title="This run">
      <Facts
        rows={[
          ['Codes', <span className="mono">{codesOf(run)}</span>],
          ['On', run.stock.medium === 'sheet' ? `${run.stock.name}, ${pages(run.pages)}` : run.stock.name],
          ['Begins at place', run.startAt],
          ['Of each', run.copies],
          ['Code', ARRANGEMENTS[run.arrangement]],
          ['Printer', run.printer?.name ?? 'Any, true to size'],
          ['Scanned since', `${run.verified.toLocaleString('en-US')} of ${run.items.toLocaleString('en-US')}`],
          ...(run.reprintOf
            ? ([
                [
                  'Again from',
                  <Link to="/labels/runs/$id" params={{ id: run.reprintOf }}>
                    labels {run.source.positions ?? ''} of an earlier run
                  </Link>,
                ],
              ] as [string, ReactNode][])
            : []),
        ]}
      />
    </Block>
  );
}
