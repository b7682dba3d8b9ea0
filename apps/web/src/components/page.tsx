import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { sessionQuery } from '../lib/session.js';
import styles from './page.module.css';

/** Sets `Thing – Area – District` and restores nothing: the next page sets its own. */
export function usePageTitle(...parts: (string | null | undefined)[]): void {
  const { data } = useQuery(sessionQuery);
  const title = [...parts, data?.district.name].filter(Boolean).join(' – ');
  useEffect(() => {
    document.title = title || 'Cubby';
  }, [title]);
}

export interface Crumb {
  label: string;
  href: string;
}

interface PageProps {
  title: string;
  /** The section of the menu, for the window title: `Devices`. */
  area?: string;
  /** The title is a code: monospaced and larger. */
  code?: boolean;
  /** Above the heading, only below depth 2. */
  crumbs?: Crumb[];
  /** Beside the heading: state badge and the like. */
  beside?: ReactNode;
  /** Top right; the primary one last. */
  actions?: ReactNode;
  /** One line under the heading. */
  lead?: ReactNode;
  /** Up to 72 characters wide for reading and forms. */
  narrow?: boolean;
  /** BCP 47, where it is not the document's. */
  lang?: string;
  children?: ReactNode;
}

/** The document's own first page leaves the focus at the top, so that the first Tab is the skip link. */
let opened = false;

/** The frame of every page: one `h1`, which takes the focus after a navigation so that it is read out. */
export function Page({
  title,
  area,
  code,
  crumbs,
  beside,
  actions,
  lead,
  narrow,
  lang,
  children,
}: PageProps): ReactNode {
  usePageTitle(title, area === title ? null : area);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const { activeElement } = document;
    const atTop = !activeElement || activeElement === document.body;
    if (opened && atTop) heading.current?.focus({ preventScroll: true });
    opened = true;
  }, []);
  return (
    <div className={narrow ? styles.narrow : styles.page} lang={lang}>
      {crumbs && crumbs.length > 0 && (
        <nav aria-label="Breadcrumb" className={styles.crumbs}>
          <ol>
            {crumbs.map((crumb) => (
              <li key={crumb.href}>
                <a href={crumb.href}>{crumb.label}</a>
              </li>
            ))}
            <li aria-current="page">{title}</li>
          </ol>
        </nav>
      )}
      <header className={styles.header}>
        <div className={styles.title}>
          <h1 ref={heading} tabIndex={-1} data-code={code}>
            {title}
          </h1>
          {beside}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {lead && <p className={styles.lead}>{lead}</p>}
      {children}
    </div>
  );
}

/** A bordered block with its own heading. */
interface BlockProps {
  title: string;
  /** In front of the title: the box that chooses it. */
  before?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

export function Block({ title, before, actions, children }: BlockProps): ReactNode {
  return (
    <section className={styles.block}>
      <header className={styles.blockHeader}>
        {before}
        <h2>{title}</h2>
        {actions && <div className={styles.blockActions}>{actions}</div>}
      </header>
      {children}
    </section>
  );
}
