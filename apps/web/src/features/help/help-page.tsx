import type { ReactNode } from 'react';
import { GettingStarted } from '../../components/getting-started/getting-started.js';
import { Block, Page } from '../../components/page.js';
import { STATION_COMMANDS } from '../../lib/station-commands.js';
import { useSession } from '../../lib/session.js';
import styles from './help.module.css';

export function HelpPage(): ReactNode {
  const mayStart = useSession().permissions['district:edit'] === 'all';
  return (
    <Page title="Help" narrow>
      {mayStart && <GettingStarted />}
      <Block title="Everywhere">
        <dl className={styles.list}>
          <dt>Ctrl+K</dt>
          <dd>search devices, people and sites by tag, serial, number or name</dd>
          <dt>Tab, Enter</dt>
          <dd>every page works without a mouse; the first stop skips to the page</dd>
        </dl>
      </Block>
      <Block title="At the scan station">
        <p>One field takes everything: asset tags, serial numbers, ID cards. Scan, or type and press Enter.</p>
        <dl className={styles.list}>
          {STATION_COMMANDS.map(([word, meaning]) => (
            <div key={word}>
              <dt>{word}</dt>
              <dd>{meaning[0]}</dd>
            </div>
          ))}
        </dl>
        <p>
          When the network is down, scans are saved on this computer and sent by themselves, in order, once it is back.
        </p>
      </Block>
    </Page>
  );
}
