import type { Type } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { Language, Page } from '@app/kernel';
import type { Viewer } from '../database/viewer.js';
import type { PageQuery } from '../http/query-fields.js';
import type { CellKind, CellValue } from './exported-table.js';

/** `null`: whoever looks may not know. */
export interface ExportedPerson {
  id: string | null;
}

/** Of whom a cell tells by name alone: without names it is empty, since its place in the list would say whose code it has. */
export interface OnlyByName<Row> {
  onlyByName: (row: Row) => ExportedPerson | null;
}

export type ExportWords = string | Readonly<Record<Language, string>>;

export interface ExportColumn<Row> {
  /** What a request names; where a page has columns to choose, that page's own name for it. */
  key: string;
  title: ExportWords;
  kind?: CellKind;
  value(row: Row, language: Language): CellValue;
  /**
   * The column tells about people. A function says about whom (`null`: about nobody), so that a pseudonym can stand for
   * them; `'people'` is left empty where names are not wanted: names in free text, e-mail addresses. So is what tells of
   * somebody only by name, in the rows that do.
   */
  about?: 'people' | ((row: Row) => ExportedPerson | null) | OnlyByName<Row>;
}

/** A list that may be taken along as a file. */
export interface ExportList<Row, Query extends PageQuery> {
  list: string;
  title: ExportWords;
  /** Of the list's own route: any one of them lets in; without any, every account. */
  anyOf: readonly string[];
  /** What the list's own address takes. */
  query: Type<Query>;
  /** Fields of the query that say who somebody is: no filters where people are not to be known. */
  tellsWho?: readonly Extract<keyof Query, string>[];
  /** The field of the query that says whose list it is, where there is one list for each site, import or run. */
  needs?: Extract<keyof Query, string>;
  columns: readonly ExportColumn<Row>[];
  /** The list's own service: a file has what the page shows, by construction. `limit` may be more than a request's. */
  page(viewer: Viewer, query: Query): Promise<Page<Row>>;
  /**
   * The fields of the query by which nobody can be in the list, said so that a file of it needs neither recipient nor
   * purpose. What is `onlyByName` of somebody stays empty in such a file, whatever the rows turn out to be.
   */
  namesNobody?(query: Query): boolean;
  /** Rows that were picked one by one, in that order; those that the viewer may not see are not there. */
  rows?(viewer: Viewer, ids: readonly string[]): Promise<(Row & { id: string })[]>;
  /** How many rows, where that is soon known; `null` for more than are counted. */
  count?(viewer: Viewer, query: Query): Promise<number | null>;
}

export const mayRead = ({ anyOf }: Pick<ExportList<never, never>, 'anyOf'>, viewer: Viewer): boolean =>
  anyOf.length === 0 || anyOf.some((permission) => viewer.can(permission));

/** Whether a pseudonym stands in the column where names are not wanted. */
export const isCoded = ({ about }: Pick<ExportColumn<never>, 'about'>): boolean => typeof about === 'function';

export const wordsIn = (words: ExportWords, language: Language): string =>
  typeof words === 'string' ? words : words[language];

/** Every list that may be exported, in the order of the libs. */
@Injectable()
export class ExportLists {
  private readonly lists = new Map<string, ExportList<unknown, PageQuery>>();

  /** Called once, by the lib whose list it is. */
  register<Row, Query extends PageQuery>(list: ExportList<Row, Query>): void {
    if (this.lists.has(list.list)) throw new Error(`There is a list ${list.list} already`);
    this.lists.set(list.list, list as unknown as ExportList<unknown, PageQuery>);
  }

  all(): ExportList<unknown, PageQuery>[] {
    return [...this.lists.values()];
  }

  find(list: string): ExportList<unknown, PageQuery> | null {
    return this.lists.get(list) ?? null;
  }

  /** A list by its name; by its key what the product has no more. */
  titleOf(list: string, language: Language): string {
    const found = this.find(list);
    return found ? wordsIn(found.title, language) : list;
  }
}
