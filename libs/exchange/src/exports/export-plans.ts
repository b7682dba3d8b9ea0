import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import { isId } from '@app/kernel';
import type { ExportColumn, ExportList, SiteScope, Viewer } from '@app/platform';
import {
  Database,
  eitherScope,
  ExportLists,
  invalidField,
  mayRead,
  PageQuery,
  queryOf,
  sharedScope,
} from '@app/platform';
import { ExportNotPermitted, ExportTellsWho, NamesNotPermitted } from '../exchange.errors.js';
import { filtersOf, filterWords } from './filter-words.rules.js';
import type { AskedExport, ExportVariant } from './export-run.js';

const NAMES = 'export:people';
const PSEUDONYMS = 'export:pseudonyms';
const PEOPLE = 'person:read';
/** What names need beyond the list. */
export const NAMING = [PEOPLE, NAMES];
/** What stands for `person:read` where no names are. */
export const AUDITING = [PSEUDONYMS];

/** An export that may be made: what is read, as whom, and how it is shown. */
export interface ExportPlan {
  list: ExportList<unknown, PageQuery>;
  query: PageQuery;
  ids?: readonly string[];
  columns: readonly ExportColumn<unknown>[];
  /** The filters in words: what a printed list says under its title. `null`: there are none. */
  words: string | null;
  variant: ExportVariant;
  /** Nobody is to be known by the rows: they stand in the order of pseudonyms, since that of the list goes by names. */
  isMasked: boolean;
  /** Sees no more people by name than may leave the house. */
  viewer: Viewer;
  /** Ids of whoever is named, as rows are read, when that is a disclosure. */
  disclosed: Set<string> | null;
}

@Injectable()
export class ExportPlans {
  constructor(
    private readonly db: Database,
    private readonly lists: ExportLists,
    private readonly sites: SitesFacade,
  ) {}

  /** @throws RequestRefused 400, ExportNotPermitted, NamesNotPermitted, ExportTellsWho */
  async of(viewer: Viewer, asked: AskedExport): Promise<ExportPlan> {
    const list = this.lists.find(asked.list);
    if (!list) throw invalidField('list', 'must be a list that can be exported');
    if (!mayExport(list, viewer)) throw new ExportNotPermitted(list.anyOf);
    if (asked.ids && !list.rows) throw invalidField('ids', 'must not be said: rows of this list are not picked');
    const columns = columnsOf(list, asked.columns);
    const query = await queryOf(list.query, asked.query);
    const namesNobody = !asked.ids && list.namesNobody?.(query) === true;
    const variant = mayRead(list, viewer) ? variantOf(namesNobody ? [] : columns, asked) : pseudonymsAlone(asked);
    const isMasked = variant === 'pseudonyms' || (variant === 'plain' && isOfPeople(list));
    if (isMasked) checkMasked(list, query, asked);
    return {
      ...{ list, query, columns, variant, isMasked },
      ids: asked.ids,
      words: await this.wordsOf(viewer, query, asked),
      viewer: readerOf(viewer, list, variant),
      disclosed: variant === 'names' && asked.basis !== null ? new Set() : null,
    };
  }

  /** Sites and rooms are named; how many they are is said of other records. */
  private async wordsOf({ language }: Viewer, query: PageQuery, { ids }: AskedExport): Promise<string | null> {
    const said = filtersOf(query).flatMap(({ values }) => values.filter(isId));
    const names = new Map<string, string>();
    if (said.length > 0) {
      for (const [id, { code, name }] of await this.sites.refs(this.db.read, said)) names.set(id, `${code} ${name}`);
      for (const [id, { name }] of await this.sites.rooms(this.db.read, said)) names.set(id, name);
    }
    return filterWords({ query, picked: ids?.length }, names, language);
  }
}

function columnsOf({ columns }: ExportList<unknown, PageQuery>, keys: readonly string[]): ExportColumn<unknown>[] {
  return keys.map((key, at) => {
    const column = columns.find((each) => each.key === key);
    if (!column || keys.indexOf(key) !== at) throw invalidField(`columns.${at}`, 'must be a column of the list, once');
    return column;
  });
}

function variantOf(columns: readonly ExportColumn<unknown>[], asked: AskedExport): ExportVariant {
  if (!columns.some(({ about }) => about)) return 'plain';
  if (asked.variant !== 'names' && asked.variant !== 'pseudonyms') {
    throw invalidField('variant', 'must be names or pseudonyms, since a column is about people');
  }
  for (const field of ['recipient', 'purpose'] as const) {
    if (asked.variant === 'names' && asked[field] === null) {
      throw invalidField(field, 'must be said, since the file has names');
    }
  }
  if (asked.variant === 'pseudonyms' && asked.basis !== null)
    throw invalidField('basis', 'must not be said: a file with pseudonyms discloses nobody');
  return asked.variant;
}

/** Ids of devices tell no more than their tags, which stand in the file; ids of people are the people. */
function checkMasked(list: ExportList<unknown, PageQuery>, query: PageQuery, { ids }: AskedExport): void {
  const told = list.tellsWho?.filter((field) => query[field] !== undefined) ?? [];
  const fields = [...told, ...(ids && isOfPeople(list) ? ['ids'] : [])];
  if (fields.length > 0) throw new ExportTellsWho(fields);
}

/** Not even a list without its columns about people: whoever audits asks for pseudonyms, and the log says so. */
function pseudonymsAlone({ variant }: AskedExport): ExportVariant {
  if (variant !== 'pseudonyms') throw new NamesNotPermitted();
  return variant;
}

/**
 * With names: people of those sites alone whose names may be taken along. With pseudonyms: whoever may read a list of
 * other things gets one for everybody in it, since it names nobody; a list of people keeps its own sites.
 */
function readerOf(viewer: Viewer, list: ExportList<unknown, PageQuery>, variant: ExportVariant): Viewer {
  if (variant === 'plain') return viewer;
  if (variant === 'pseudonyms') return viewer.with([[PEOPLE, isOfPeople(list) ? auditedScope(viewer) : 'all']]);
  if (!mayTakeNames(viewer)) throw new NamesNotPermitted();
  return viewer.with([[PEOPLE, namedScope(viewer)]]);
}

/** The one site that the account reads the list of; `null`: of several, or of the district. */
export function siteOf({ list, viewer }: Pick<ExportPlan, 'list' | 'viewer'>): string | null {
  const scopes = list.anyOf.map((permission) => viewer.sitesFor(permission)).filter((sites) => sites.length > 0);
  const sites = new Set(scopes.includes('all') ? [] : scopes.flat());
  return sites.size === 1 ? [...sites][0] : null;
}

export const isOfPeople = ({ anyOf }: Pick<ExportList<never, never>, 'anyOf'>): boolean => anyOf.includes(PEOPLE);

/** A list that may be read, or one of people that may be taken along with pseudonyms alone. */
export const mayExport = (list: Pick<ExportList<never, never>, 'anyOf'>, viewer: Viewer): boolean =>
  mayRead(list, viewer) || (isOfPeople(list) && viewer.can(PSEUDONYMS));

const auditedScope = (viewer: Viewer): SiteScope => eitherScope(viewer.sitesFor(PEOPLE), viewer.sitesFor(PSEUDONYMS));

const namedScope = (viewer: Viewer): SiteScope => sharedScope(viewer.sitesFor(PEOPLE), viewer.sitesFor(NAMES));

export const mayTakeNames = (viewer: Viewer): boolean => namedScope(viewer).length > 0;
