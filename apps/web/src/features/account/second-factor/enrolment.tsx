import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../../components/form-problems.js';
import { SkeletonRows } from '../../../components/states.js';
import { api, ask, problemOf, refusalOf, type Dto } from '../../../lib/api.js';
import { useProof } from '../../../lib/use-proof.js';
import styles from './second-factor.module.css';

interface EnrolmentProps {
  onEnrolled: (backupCodes: string[]) => void;
  /** Absent where there is nowhere else to go. */
  onCancel: (() => void) | undefined;
}

/** The secret as a picture and as text, then the first code that the app makes of it. */
export function Enrolment({ onEnrolled, onCancel }: EnrolmentProps): ReactNode {
  const { proven, asking } = useProof();
  const offer = useMutation({ mutationFn: () => proven(() => ask(api.PUT('/api/v1/second-factor/offer'))) });
  const { mutate: make } = offer;
  useEffect(() => make(), [make]);
  const confirm = useMutation({
    mutationFn: (code: string) => proven(() => ask(api.PUT('/api/v1/second-factor', { body: { code } }))),
    onSuccess: ({ codes }) => onEnrolled(codes),
  });
  if (asking) return asking;
  if (offer.error)
    return (
      <div className={styles.stack}>
        <p role="alert">{refusalOf(offer.error)}</p>
        <div className={styles.buttons}>
          <Button onClick={() => make()}>Try again</Button>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              Cancel
            </Button>
          )}
        </div>
      </div>
    );
  if (!offer.data) return <SkeletonRows />;
  return (
    <div className={styles.stack}>
      <ol className={styles.steps}>
        <li>
          <h2>Scan this with an authenticator app</h2>
          <p className={styles.muted}>
            Google Authenticator, Microsoft Authenticator, 1Password or another: choose “Add an account” there and point
            the camera at the picture.
          </p>
          <Qr {...offer.data.qr} />
          <Secret {...offer.data} />
        </li>
        <li>
          <h2>Enter the code that the app shows</h2>
          <CodeForm
            busy={confirm.isPending}
            error={confirm.error}
            onCode={confirm.mutate}
            onCancel={onCancel}
            onAgain={() => {
              confirm.reset();
              make();
            }}
          />
        </li>
      </ol>
    </div>
  );
}

/** Black on white in the dark too: cameras of phones expect it. */
const Qr = ({ size, path }: Dto<'QrCodeDto'>): ReactNode => (
  <svg
    className={styles.qr}
    viewBox={`-4 -4 ${size + 8} ${size + 8}`}
    role="img"
    aria-label="QR code for the authenticator app"
    shapeRendering="crispEdges"
  >
    <rect x={-4} y={-4} width={size + 8} height={size + 8} fill="#fff" />
    <path d={path} fill="#000" />
  </svg>
);

const Secret = ({ secret, address }: Dto<'FactorOfferDto'>): ReactNode => (
  <p className={styles.muted}>
    Is the app on this device? <a href={address}>Add Cubby to it</a>, or enter this key there:
    <code className={styles.secret}>{secret.match(/.{1,4}/g)?.join(' ')}</code>
  </p>
);

interface CodeFormProps {
  busy: boolean;
  error: Error | null;
  onCode: (code: string) => void;
  onAgain: () => void;
  onCancel: (() => void) | undefined;
}

function CodeForm({ busy, error, onCode, onAgain, onCancel }: CodeFormProps): ReactNode {
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get('code');
    const code = typeof typed === 'string' ? typed.replace(/\s/g, '') : '';
    setMissing(code === '');
    if (code !== '') onCode(code);
  };
  const over = error !== null && problemOf(error).code === 'second-factor.no-offer';
  const problems: FieldProblem[] = missing
    ? [{ field: 'code', message: 'Enter the six digits' }]
    : error
      ? [{ field: 'code', message: refusalOf(error) }]
      : [];
  return (
    <form className={styles.stack} onSubmit={submit} noValidate>
      <FormProblems problems={problems} />
      <TextInput
        id="code"
        name="code"
        label="Six digits"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={9}
        error={problems.at(0)?.message}
        className={styles.code}
      />
      <div className={styles.buttons}>
        <Button type="submit" loading={busy}>
          Confirm
        </Button>
        {over && (
          <Button variant="default" onClick={onAgain}>
            Show a new QR code
          </Button>
        )}
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  );
}
