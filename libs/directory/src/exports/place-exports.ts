import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { codeWords } from '@app/kernel';
import { ExportLists, IsUuid } from '@app/platform';
import type { ExportList } from '@app/platform';
import type { CartDto } from '../carts/cart.dto.js';
import { CartsQuery } from '../carts/cart.dto.js';
import { CartsService } from '../carts/carts.service.js';
import type { RoomDto } from '../rooms/room.dto.js';
import { RoomsQuery } from '../rooms/room.dto.js';
import { RoomsService } from '../rooms/rooms.service.js';
import { nameKeyOf } from '../shared/keyset.js';
import type { SiteDto } from '../sites/site.dto.js';
import { SitesQuery } from '../sites/site.dto.js';
import { SitesService } from '../sites/sites.service.js';

const OPEN = { true: 'Open', false: 'Closed' };
const IN_USE = { true: 'In use', false: 'Out of use' };

const sites = (service: SitesService): ExportList<SiteDto, SitesQuery> => ({
  list: 'sites',
  title: 'Sites',
  anyOf: ['site:read'],
  query: SitesQuery,
  page: (viewer, { after, ...query }) => service.list(viewer, { ...query, after: nameKeyOf(after) }),
  columns: [
    { key: 'code', title: 'Code', value: ({ code }) => code },
    { key: 'name', title: 'Name', value: ({ name }) => name },
    { key: 'kind', title: 'Kind', value: ({ kind }) => codeWords(kind) },
    { key: 'low', title: 'From grade', value: ({ lowGrade }) => lowGrade },
    { key: 'high', title: 'To grade', value: ({ highGrade }) => highGrade },
    { key: 'zone', title: 'Zone', value: ({ zone }) => zone },
    { key: 'nces', title: 'NCES number', value: ({ ncesId }) => ncesId },
    { key: 'address', title: 'Address', value: ({ address }) => address },
    { key: 'phone', title: 'Phone', value: ({ phone }) => phone },
    { key: 'active', title: 'Status', value: ({ active }) => OPEN[`${active}`] },
  ],
});

export class RoomsExportQuery extends RoomsQuery {
  @IsUuid()
  siteId!: string;
}

const rooms = (service: RoomsService): ExportList<RoomDto, RoomsExportQuery> => ({
  list: 'rooms',
  title: 'Rooms',
  anyOf: ['site:read'],
  query: RoomsExportQuery,
  needs: 'siteId',
  page: (viewer, { siteId, after, ...query }) => service.list(viewer, siteId, { ...query, after: nameKeyOf(after) }),
  columns: [
    { key: 'code', title: 'Code', value: ({ code }) => code },
    { key: 'name', title: 'Name', value: ({ name }) => name },
    { key: 'holds', title: 'Holds', kind: 'number', value: ({ capacity }) => capacity },
    { key: 'active', title: 'Status', value: ({ active }) => IN_USE[`${active}`] },
  ],
});

export class CartsExportQuery extends CartsQuery {
  @IsUuid()
  siteId!: string;
}

const carts = (service: CartsService): ExportList<CartDto, CartsExportQuery> => ({
  list: 'carts',
  title: 'Carts',
  anyOf: ['site:read'],
  query: CartsExportQuery,
  needs: 'siteId',
  page: (viewer, { siteId, after, ...query }) => service.list(viewer, siteId, { ...query, after: nameKeyOf(after) }),
  columns: [
    { key: 'code', title: 'Code', value: ({ code }) => code },
    { key: 'name', title: 'Cart', value: ({ name }) => name },
    {
      key: 'responsible',
      title: 'Responsible',
      about: ({ responsible }) => responsible,
      value: ({ responsible }) => responsible?.display ?? null,
    },
    { key: 'room', title: 'Room', value: ({ room }) => room?.name ?? null },
    { key: 'slots', title: 'Slots', kind: 'number', value: ({ slots }) => slots },
    { key: 'active', title: 'Status', value: ({ active }) => IN_USE[`${active}`] },
  ],
});

/** The lists of places that may be taken along. */
@Injectable()
export class PlaceExports implements OnModuleInit {
  constructor(
    private readonly exports: ExportLists,
    private readonly sites: SitesService,
    private readonly rooms: RoomsService,
    private readonly carts: CartsService,
  ) {}

  onModuleInit(): void {
    this.exports.register(sites(this.sites));
    this.exports.register(rooms(this.rooms));
    this.exports.register(carts(this.carts));
  }
}
