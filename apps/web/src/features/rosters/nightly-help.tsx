import { Button, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Block } from '../../components/page.js';
import { folderOf, say as rosterSay } from './roster-words.js';
import styles from './rosters.module.css';
import { say } from './source-words.js';

const STEPS = ['nightly.1', 'nightly.2', 'nightly.3', 'nightly.4', 'nightly.5'] as const;

/** What one sets up once, so that nobody uploads a file any more. */
export const NightlyHelp = ({ code }: { code: string }): ReactNode => (
  <Block title={say('nightly')}>
    <div className={styles.stack}>
      <ol className={styles.nightly}>
        {STEPS.map((step) => (
          <li key={step}>{say(step)}</li>
        ))}
      </ol>
      <CopiedText label={say('folder')} text={folderOf(code)} />
      <CopiedText label={say('nightly.command')} text={`cubby import roster <zip> --source ${code}`} />
    </div>
  </Block>
);

function CopiedText({ label, text }: { label: string; text: string }): ReactNode {
  const [copied, setCopied] = useState(false);
  return (
    <div className={styles.copy}>
      <TextInput
        label={label}
        readOnly
        value={text}
        className={styles.folder}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant="default"
        aria-label={`${rosterSay('copy')}: ${text}`}
        onClick={() =>
          void navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            () => undefined,
          )
        }
      >
        {copied ? rosterSay('copied') : rosterSay('copy')}
      </Button>
      <span role="status" className="visually-hidden">
        {copied && rosterSay('copied')}
      </span>
    </div>
  );
}
