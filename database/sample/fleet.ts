import { sampleCartId } from './carts.js';
import type { SampleYear } from './calendar.js';
import { daysBefore } from './calendar.js';
import type { SampleModel } from './models.js';
import type { SamplePerson, SampleRoom } from './people.js';
import type { Random } from './random.js';
import { sampleId } from './random.js';
import type { SampleSite } from './sites.js';
import { SAMPLE_SITES } from './sites.js';

export interface SampleEvent {
  type: string;
  at: string;
  siteCode: string;
  after: Record<string, unknown>;
  evidence?: Record<string, unknown>;
}

export interface SampleLoan {
  personId: string | null;
  roomId: string | null;
  cartId: string | null;
  type: 'one-to-one' | 'daily' | 'long';
  dueOn: string | null;
  /** Index of the event that opened and of the one that closed it. */
  opened: number;
  closed: number | null;
}

export interface SampleDevice {
  id: string;
  model: SampleModel;
  purchasedOn: string;
  /** Null: not delivered yet. */
  receivedOn: string | null;
  costCents: number;
  purchaseOrder: string;
  funding: string;
  warrantyEndsOn: string | null;
  loanerPool: boolean;
  events: SampleEvent[];
  loans: SampleLoan[];
}

export interface Cast {
  today: string;
  present: SampleYear;
  students: SamplePerson[];
  former: SamplePerson[];
  staff: SamplePerson[];
  rooms: SampleRoom[];
}

const FUNDING_BY_YEARS_AGO = ['measure-j', 'general', 'title-i', 'lcap', 'ecf', 'general'];
const inStock = {
  state: 'in-stock',
  custody: 'none',
  holder_person_id: null,
  holder_room_id: null,
  holder_cart_id: null,
  cart_slot: null,
};

/** Builds devices one after the other with their whole history. */
export class Fleet {
  readonly devices: SampleDevice[] = [];
  private readonly siteIds = new Map(SAMPLE_SITES.map((site) => [site.code, sampleId(`site ${site.code}`)]));

  constructor(
    private readonly cast: Cast,
    private readonly random: Random,
  ) {}

  private siteId(site: SampleSite): string {
    return this.siteIds.get(site.code)!;
  }

  /** An instant between 8:00 and 15:00 in California; what falls on a weekend happened on the Friday before. */
  at(wanted: string): string {
    const date = new Date(`${wanted}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() - ({ 0: 2, 6: 1 }[date.getUTCDay()] ?? 0));
    const day = date.toISOString().slice(0, 10);
    const minutes = this.random.whole(0, 419);
    const hour = 16 + Math.floor(minutes / 60);
    const pad = (value: number): string => String(value).padStart(2, '0');
    return `${day}T${pad(hour)}:${pad(minutes % 60)}:${pad(this.random.whole(0, 59))}.${String(this.devices.length % 1000).padStart(3, '0')}Z`;
  }

  register(site: SampleSite, model: SampleModel, boughtIn: number, extra: { loanerPool?: boolean } = {}): SampleDevice {
    const n = this.devices.length + 1;
    const tag = `MA-${String(n).padStart(6, '0')}`;
    const receivedOn = `${boughtIn}-07-${String(this.random.whole(8, 30)).padStart(2, '0')}`;
    const device: SampleDevice = {
      id: sampleId(`device ${tag}`),
      model,
      purchasedOn: daysBefore(receivedOn, 45),
      receivedOn,
      costCents: model.unitCostCents,
      purchaseOrder: `PO-${boughtIn % 100}${String(1000 + (n % 37))}`,
      funding: FUNDING_BY_YEARS_AGO[Math.min(this.cast.present.start - boughtIn, 5)],
      warrantyEndsOn: `${boughtIn + 1}${receivedOn.slice(4)}`,
      loanerPool: extra.loanerPool ?? false,
      events: [
        {
          type: 'registered',
          at: this.at(receivedOn),
          siteCode: site.code,
          after: {
            ...inStock,
            asset_tag: tag,
            serial: model.serial(n),
            home_site_id: this.siteId(site),
            location_site_id: this.siteId(site),
            condition: this.random.chance(0.1) ? 'A' : 'B',
            mdm_status: model.deviceClass === 'chromebook' ? 'provisioned' : 'unknown',
          },
        },
      ],
      loans: [],
    };
    this.devices.push(device);
    return device;
  }

  /** Ordered for the warehouse: no codes yet, in nobody's hands. */
  order(model: SampleModel, purchaseOrder: string, orderedOn: string): SampleDevice {
    const site = SAMPLE_SITES.find(({ kind }) => kind === 'warehouse')!;
    const device: SampleDevice = {
      id: sampleId(`device ${this.devices.length + 1} of ${purchaseOrder}`),
      ...{ model, purchaseOrder, costCents: model.unitCostCents, funding: 'measure-j', loanerPool: false },
      ...{ purchasedOn: orderedOn, receivedOn: null, warrantyEndsOn: null, loans: [] },
      events: [
        {
          type: 'registered',
          at: this.at(orderedOn),
          siteCode: site.code,
          after: {
            ...{ state: 'ordered', custody: 'vendor', condition: 'A', mdm_status: 'unknown' },
            home_site_id: this.siteId(site),
            location_site_id: this.siteId(site),
          },
        },
      ],
    };
    this.devices.push(device);
    return device;
  }

  checkOut(
    device: SampleDevice,
    site: SampleSite,
    to: SamplePerson | SampleRoom,
    day: string,
    type: SampleLoan['type'],
    dueOn: string | null,
    /** In the cart of the room. */
    slot: number | null = null,
  ): void {
    const isRoom = 'code' in to;
    const cartId = isRoom && slot !== null ? sampleCartId(to) : null;
    device.events.push({
      type: 'checked-out',
      at: this.at(day),
      siteCode: site.code,
      after: {
        state: 'deployed',
        custody: cartId ? 'cart' : isRoom ? 'room' : to.kind,
        holder_person_id: isRoom ? null : to.id,
        holder_room_id: isRoom && !cartId ? to.id : null,
        ...(cartId ? { holder_cart_id: cartId, cart_slot: slot } : {}),
        location_room_id: isRoom ? to.id : null,
        location_site_id: this.siteId(site),
      },
    });
    device.loans.push({
      personId: isRoom ? null : to.id,
      roomId: isRoom && !cartId ? to.id : null,
      cartId,
      type,
      dueOn,
      opened: device.events.length,
      closed: null,
    });
  }

  checkIn(device: SampleDevice, site: SampleSite, day: string): void {
    device.events.push({
      type: 'checked-in',
      at: this.at(day),
      siteCode: site.code,
      after: { ...inStock, location_room_id: null, location_site_id: this.siteId(site) },
    });
    const open = device.loans.find((loan) => loan.closed === null);
    if (open) open.closed = device.events.length;
  }

  move(
    device: SampleDevice,
    site: SampleSite,
    type: string,
    day: string,
    after: Record<string, unknown>,
    evidence?: Record<string, unknown>,
  ): void {
    device.events.push({ type, at: this.at(day), siteCode: site.code, after, ...(evidence ? { evidence } : {}) });
  }

  sendTo(device: SampleDevice, from: SampleSite, to: SampleSite, day: string): void {
    this.move(device, from, 'sent', day, {
      state: 'in-transit',
      custody: 'carrier',
      from_site_id: this.siteId(from),
      location_site_id: this.siteId(to),
    });
  }
}
