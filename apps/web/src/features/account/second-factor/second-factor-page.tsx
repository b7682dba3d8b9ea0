import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Page } from '../../../components/page.js';
import { ErrorState, SkeletonRows } from '../../../components/states.js';
import { safeNext } from '../../../lib/safe-next.js';
import { useSession } from '../../../lib/session.js';
import { BackupCodes } from './backup-codes.js';
import { Enrolment } from './enrolment.js';
import { FactorOverview } from './factor-overview.js';
import { secondFactorQuery } from './second-factor-queries.js';

type Step = { show: 'overview' | 'enrolment' } | { show: 'codes'; codes: string[] };

/** The own second factor. Whoever needs one and has none gets nowhere else before. */
export function SecondFactorPage(): ReactNode {
  const missing = useSession().account.secondFactor === 'missing';
  const { next } = useSearch({ strict: false });
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(secondFactorQuery);
  const [step, setStep] = useState<Step>({ show: missing ? 'enrolment' : 'overview' });
  // Kept from the first look: once it is set up the session is another, and the way on is still to be offered.
  const [first] = useState(missing);
  if (!data && error) return <ErrorState page error={error} what="The second factor" onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  const done = (): void => {
    if (first) return window.location.assign(safeNext(next));
    setStep({ show: 'overview' });
    void client.invalidateQueries({ queryKey: secondFactorQuery.queryKey });
  };
  return (
    <Page
      title={first ? 'Set up your second factor' : 'Second factor'}
      area="Account"
      lead={
        first
          ? 'Your roles need more than a password: a code from an app on your phone. It takes two minutes, and Cubby opens afterwards.'
          : 'A code from an app on your phone, asked for after the password or the school account.'
      }
      narrow
    >
      {step.show === 'codes' && <BackupCodes codes={step.codes} onDone={done} last={first} />}
      {step.show === 'enrolment' && (
        <Enrolment
          onEnrolled={(codes) => setStep({ show: 'codes', codes })}
          onCancel={first ? undefined : () => setStep({ show: 'overview' })}
        />
      )}
      {step.show === 'overview' && (
        <FactorOverview
          factor={data}
          onSetUp={() => setStep({ show: 'enrolment' })}
          onCodes={(codes) => setStep({ show: 'codes', codes })}
        />
      )}
    </Page>
  );
}
