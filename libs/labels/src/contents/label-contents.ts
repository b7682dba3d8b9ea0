import { Injectable } from '@nestjs/common';
import { PeopleFacade, SitesFacade } from '@app/directory';
import type { Db, Viewer } from '@app/platform';
import { Settings } from '@app/platform';
import { COMMAND_CARD_WORDS } from '../commands/command-cards.js';
import type { LabelItem, RunRecord } from '../runs/run.js';
import type { RunContent } from './content.js';
import { plainContent } from './content.js';
import { labelLines, programWords } from './device-lines.rules.js';
import type { FundingFact } from './device-lines.rules.js';

interface DeviceFacts {
  id: string;
  tag: string | null;
  site: string;
  funding: FundingFact[];
}

const DEVICES = `SELECT v.id, v.asset_tag AS tag, s.name AS site,
    coalesce((SELECT jsonb_agg(jsonb_build_object('code', f.code, 'name', f.name, 'kind', f.kind, 'awardNumber', f.award_number)
      ORDER BY f.basis_points DESC, f.code) FROM inventory.v_funding f WHERE f.split_id = v.funding_split_id), '[]') AS funding
  FROM inventory.v_device v JOIN site s ON s.id = v.home_site_id WHERE v.id = ANY ($1::uuid[])`;

type ContentsOf = (items: readonly LabelItem[]) => Promise<RunContent[]>;
type Described = Pick<RunRecord, 'kind' | 'siteId' | 'options'>;

/** What stands beside the codes, looked up when labels are drawn: nothing but codes and ids is kept of a run. */
@Injectable()
export class LabelContents {
  constructor(
    private readonly sites: SitesFacade,
    private readonly people: PeopleFacade,
    private readonly settings: Settings,
  ) {}

  /** For the items of one run, a part at a time. People outside of the viewer's `person:read` are their number alone. */
  async of(db: Db, viewer: Viewer, run: Described): Promise<ContentsOf> {
    const { name: district } = await this.sites.district(db);
    const refs = await this.sites.refs(db, [run.siteId]);
    const here = refs.get(run.siteId)?.name ?? null;
    switch (run.kind) {
      case 'device':
      case 'serial':
        return (items) => this.devices(db, run, district, items);
      case 'tag-range':
        return (items) => Promise.resolve(items.map(({ code }) => this.newTag(run, code, district, here)));
      case 'person':
        return (items) => this.persons(db, viewer, items);
      case 'room':
      case 'cart':
      case 'cart-slot':
        return (items) => this.places(db, run, items);
      case 'command':
        return (items) => Promise.resolve(items.map(({ code }) => command(code)));
      case 'pallet':
      case 'ticket':
        return (items) => Promise.resolve(items.map(({ code, lines }) => plainContent({ code, lines: lines ?? [] })));
    }
  }

  private newTag(run: Described, code: string, district: string, site: string | null): RunContent {
    const { lines, lawfulFirst } = labelLines(run.options, { district, site, program: null });
    // A program's place is blank on all of them.
    const blank = lines.filter((line) => line === '').length;
    return plainContent({
      ...{ code, link: this.linkOf(run, code) },
      ...{ lines: lines.filter((line) => line !== ''), lawfulFirst: lawfulFirst - blank },
    });
  }

  private async devices(db: Db, run: Described, district: string, items: readonly LabelItem[]): Promise<RunContent[]> {
    const rows = await db.query<DeviceFacts>(DEVICES, [subjectsOf(items)]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return items.map(({ code, subjectId }) => {
      const device = byId.get(subjectId ?? '');
      const program = programWords(device?.funding ?? []);
      const own = run.kind === 'serial' ? (device?.tag ? `Tag ${device.tag}` : '') : null;
      const { lines, lawful, lawfulFirst } = labelLines(run.options, {
        district,
        site: device?.site ?? null,
        program,
        own,
      });
      return plainContent({
        ...{ code, lines, lawful, lawfulFirst, link: this.linkOf(run, code) },
        ...{ firstIsLowest: run.options.program, program: program !== null, programGap: program?.gap ?? false },
      });
    });
  }

  /** The address that a device's QR code says: anybody's phone opens its page. */
  linkOf({ kind, options }: Pick<RunRecord, 'kind' | 'options'>, code: string): string | null {
    const linked = options.link && (kind === 'device' || kind === 'tag-range');
    return linked ? `${this.settings.publicOrigin}/d/${encodeURIComponent(code)}` : null;
  }

  private async persons(db: Db, viewer: Viewer, items: readonly LabelItem[]): Promise<RunContent[]> {
    const byId = new Map((await this.people.rows(db, viewer, subjectsOf(items))).map((person) => [person.id, person]));
    return items.map(({ code, subjectId }) => {
      const person = byId.get(subjectId ?? '');
      if (!person) return plainContent({ code });
      const { givenName, familyName, grade, homeroom } = person;
      const where = [grade === null ? null : `Grade ${grade}`, homeroom].filter((word) => word !== null);
      const heading = `${givenName} ${familyName}`;
      return plainContent({ code, heading, lines: [code, where.join(' · ')], group: homeroom });
    });
  }

  private async places(db: Db, { kind, options }: Described, items: readonly LabelItem[]): Promise<RunContent[]> {
    const places = await this.sites.rooms(db, subjectsOf(items));
    const sites = await this.sites.refs(db, [...new Set([...places.values()].map(({ siteId }) => siteId))]);
    return items.map(({ code, subjectId }) => {
      const place = places.get(subjectId ?? '');
      const slot = kind === 'cart-slot' ? ` · slot ${Number(code)}` : '';
      const site = options.site ? (sites.get(place?.siteId ?? '')?.name ?? null) : null;
      const lines = [kind === 'cart-slot' ? (place?.code ?? null) : code, site, options.text];
      return plainContent({
        code,
        heading: place ? `${place.name}${slot}` : code,
        lines: lines.filter((line) => line !== null),
      });
    });
  }
}

const subjectsOf = (items: readonly LabelItem[]): string[] => [
  ...new Set(items.flatMap(({ subjectId }) => subjectId ?? [])),
];

function command(code: string): RunContent {
  const words = COMMAND_CARD_WORDS.get(code);
  return plainContent({ code, ...(words ? { heading: words.title, lines: [words.says] } : {}) });
}
