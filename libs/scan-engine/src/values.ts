import type { Message, PersonFacts } from './contract.js';
import { countLoans, countsValue } from './loan-counts.js';
import type { MessageKey, Value } from './messages.js';
import { valuesOf } from './messages.js';
import { renewedDue } from './rows/due.js';
import { movedSince } from './rows/back-date-predicates.js';
import { slotTyped } from './rows/cart-predicates.js';
import { loanTerms } from './rows/effects.js';
import { placeOf } from './rows/site-predicates.js';
import type { Scene } from './scene.js';
import { allLoans, isHelper, isPaired, limitOf, liveLoan, loansOf, secondsSince } from './scene.js';

const MAX_LISTED = 4;
const MAX_CODE_SHOWN = 40;

/** A few tags by name, the rest as a number; null for none. */
export function listed(tags: readonly string[]): string | null {
  if (tags.length === 0) return null;
  const rest = tags.length - MAX_LISTED;
  return tags.slice(0, MAX_LISTED).join(', ') + (rest > 0 ? ` +${rest}` : '');
}

/** Of a person of another site initials, site and counts are shown, and nothing that they have. */
const shown = <Row>(person: PersonFacts | null, rows: readonly Row[]): readonly Row[] => (person?.foreign ? [] : rows);

const tagsOf = (person: PersonFacts | null, exceptDeviceId?: string): string[] =>
  shown(person, allLoans(person))
    .filter(({ deviceId }) => deviceId !== exceptDeviceId)
    .map(({ tag }) => tag);

/** Who has it, or had it when it went astray. */
function holderOf({ device }: Scene): string | null {
  const { person, room } = device?.loan ?? {};
  if (person) return person.foreign && person.siteCode ? `${person.display} (${person.siteCode})` : person.display;
  return room?.name ?? null;
}

const borrower = (scene: Scene, hasMore: boolean): string | null => {
  const loan = scene.device?.loan;
  return loan?.borrowerWithdrawn && loan.borrowerOtherTags.length > 0 === hasMore ? holderOf(scene) : null;
};

const shownDue = (scene: Scene): string | null => (scene.device?.foreign ? null : (liveLoan(scene)?.dueOn ?? null));

/** Null when the site is the station's. */
const otherSite = ({ facts }: Scene, site: { id: string; code: string } | null | undefined): string | null =>
  site && site.id !== facts.station.site.id ? site.code : null;

/** A device that is set aside for whoever receives and cannot be handed out for such a reason. */
const unready = ({ receiver }: Scene, is: (why: string) => boolean) =>
  receiver.person?.reservedUnready?.find(({ why }) => is(why)) ?? null;

const isHold = (why: string): boolean => why === 'damaged' || why === 'legal';

/** The values that texts may speak of, each from the scene. Null: there is none. */
const VALUES: Readonly<Record<string, (scene: Scene) => Value>> = {
  tag: ({ device }) => device?.tag ?? null,
  model: ({ device }) => device?.model.name ?? null,
  state: ({ device }) => device?.state ?? null,
  since: ({ device }) => device?.stateSince ?? null,
  supportEnd: ({ device }) => device?.model.supportEndsOn ?? null,
  refreshDue: ({ device }) => device?.refreshDue ?? null,
  home: ({ device }) => device?.homeSite.code ?? null,
  homeName: ({ device }) => device?.homeSite.name ?? null,
  restrictedFunding: ({ device }) => device?.restrictedFunding ?? null,
  elsewhereHome: (scene) => otherSite(scene, scene.device?.homeSite),
  location: ({ device }) => device?.locationSite.code ?? null,
  destination: ({ device }) => device?.locationSite.code ?? null,
  elsewhere: (scene) => otherSite(scene, scene.device?.locationSite),
  from: ({ device }) => device?.fromSite?.code ?? null,
  custodyAge: (scene) => secondsSince(scene, scene.device?.lastCustody?.at),

  holder: holderOf,
  /** No history for a helper. */
  loanedAt: ({ device, facts }) => (isHelper(facts) ? null : (device?.loan?.loanedAt ?? null)),
  loanAge: (scene) => secondsSince(scene, scene.device?.loan?.loanedAt),
  swapOther: ({ facts: { swap } }) => swap && `${swap[0].tag} → ${swap[0].person.display}`,
  swapThis: ({ facts: { swap } }) => swap && `${swap[1].tag} → ${swap[1].person.display}`,
  late: (scene) => liveLoan(scene)?.daysLate ?? null,
  loanDueOn: (scene) => (liveLoan(scene)?.dueByClearance ? null : shownDue(scene)),
  loanLastDay: (scene) => (liveLoan(scene)?.dueByClearance ? shownDue(scene) : null),
  loanStation: ({ device }) => device?.loan?.openedAtStation ?? null,
  loanBy: ({ device }) => device?.loan?.openedBy ?? null,
  cleared: (scene) => (scene.device?.loan?.borrowerOwes?.length ? null : borrower(scene, false)),
  withdrawnOwing: ({ device }) => (device?.loan?.borrowerOwes?.length ? (device.loan.person?.display ?? null) : null),
  borrowerOwes: ({ device }) => listed(device?.loan?.borrowerOwes ?? []),
  /** Only what went with the device can be owed. */
  leaver: ({ facts: { answered } }) =>
    answered?.charger || answered?.question?.root ? (answered.leaver ?? null) : null,
  withdrawn: (scene) => borrower(scene, true),
  borrowerTags: ({ device }) => (device?.loan?.person?.foreign ? null : listed(device?.loan?.borrowerOtherTags ?? [])),

  reservedFor: ({ device }) => device?.reservedFor?.display ?? null,
  reservedTags: ({ receiver, device }) =>
    device?.reservedFor ? null : listed(shown(receiver.person, receiver.person?.reservedTags ?? [])),
  unreadyState: (scene) => unready(scene, (why) => why !== 'with-another' && !isHold(why))?.tag ?? null,
  unreadyIs: (scene) => unready(scene, (why) => why !== 'with-another' && !isHold(why))?.why ?? null,
  unreadyHeld: (scene) => unready(scene, isHold)?.tag ?? null,
  unreadyOut: (scene) => unready(scene, (why) => why === 'with-another')?.tag ?? null,

  person: ({ person }) => person?.display ?? null,
  grade: ({ person }) => person?.grade ?? null,
  homeroom: ({ person }) => person?.homeroom ?? null,
  personSite: ({ person }) => person?.site?.code ?? null,
  withdrawnOn: ({ person }) => person?.withdrawnOn ?? null,
  personCounts: ({ person, request }) =>
    person && countsValue(countLoans(allLoans(person), person.limits), request.context.loanType),
  personTags: ({ person }) =>
    listed(shown(person, allLoans(person)).map(({ tag, with: also = [] }) => [tag, ...also].join(' + '))),
  twinTags: ({ person }) => listed(shown(person, person?.twin?.loans ?? []).map(({ tag }) => tag)),
  owes: ({ person }) => listed(person?.owes ?? []),
  returningOwes: ({ facts }) => listed(facts.person?.owes ?? []),
  goesWith: ({ device }) => listed(device?.accessories ?? []),
  cameWith: ({ device }) => listed(device?.loan?.accessories ?? []),
  charger: ({ facts: { answered }, device }) =>
    answered?.question?.expected ?? answered?.charger?.expected ?? device?.fit?.owed?.name ?? null,
  chargerFits: ({ facts: { answered } }) => listed((answered?.question ?? answered?.charger)?.fits ?? []),
  came: ({ facts: { answered }, device }) =>
    answered?.question ? answered.question.came : (device?.fit?.type ?? null),
  owedName: ({ facts: { answered }, device }) => answered?.question?.expected ?? device?.fit?.owed?.name ?? null,
  owedTag: ({ facts: { answered }, device }) => answered?.question?.tag ?? device?.fit?.owed?.tag ?? null,
  owesMore: ({ facts: { answered, person } }) =>
    answered?.question?.root === null
      ? listed(
          (person?.owedLines ?? [])
            .filter(({ lineId }) => lineId !== answered.question?.lineId)
            .map(({ name, tag }) => `${name} (${tag})`),
        )
      : null,
  fitExpected: ({ device }) => listed(device?.fit?.expected ?? []),
  fitType: ({ device }) => device?.fit?.type ?? null,
  fitOwed: ({ device }) => (device?.fit?.owed ? `${device.fit.owed.name} (${device.fit.owed.tag})` : null),
  room: ({ room }) => room?.name ?? null,
  roomSite: ({ room }) => room?.site.code ?? null,
  roomElsewhere: (scene) => (scene.room?.cart ? null : otherSite(scene, scene.room?.site)),
  cartElsewhere: (scene) => (scene.room?.cart ? otherSite(scene, scene.room.site) : null),
  roomDevices: ({ room }) => room?.deviceCount ?? null,
  capacity: ({ room }) => room?.capacity ?? null,

  deskSite: ({ facts }) => facts.station.site.code,
  place: (scene) => placeOf(scene)?.name ?? null,
  placeRoom: (scene) => placeOf(scene)?.cart?.closedRoom ?? null,
  placeSite: (scene) => placeOf(scene)?.site.code ?? null,
  allowedBy: ({ allowed }) => allowed?.by ?? null,
  slot: ({ device }) => device?.slot ?? null,
  typedSlot: slotTyped,
  receiverSlots: ({ receiver }) => receiver.room?.capacity ?? null,
  nextSlot: (scene) => loanTerms(scene).slot ?? null,
  receiver: ({ receiver }) => receiver.person?.display ?? receiver.room?.name ?? null,
  backDate: ({ request }) => request.context.backDatedTo,
  backDateDays: ({ facts }) => facts.policy.backDateDays,
  movedOn: movedSince,
  paired: (scene) => (isPaired(scene, scene.receiver.person, 1) ? (scene.receiver.person?.display ?? null) : null),
  receiverWithdrawnOn: ({ receiver }) => receiver.person?.withdrawnOn ?? null,
  receiverTags: ({ receiver }) => listed(tagsOf(receiver.person)),
  has: (scene) => scene.receiver.person && loansOf(scene, scene.receiver.person),
  limit: (scene) => scene.receiver.person && limitOf(scene, scene.receiver.person),
  loanType: ({ request }) => request.context.loanType,
  dueOn: (scene) => loanTerms(scene).dueOn,
  dueAt: (scene) => loanTerms(scene).dueAt,
  closedOn: ({ facts }) => facts.due?.closed ?? null,
  saidDue: ({ facts }) => facts.due?.closed ?? facts.due?.on ?? null,
  renewedOn: (scene) => renewedDue(scene)?.dueOn ?? null,
  renewedAt: (scene) => renewedDue(scene)?.dueAt ?? null,
  exchanged: ({ facts: { exchange } }) => exchange?.tag ?? null,
  previous: ({ receiver, person, room }) => {
    const before = receiver.person ?? receiver.room;
    return before && before.id !== (person ?? room)?.id
      ? (receiver.person?.display ?? receiver.room?.name ?? null)
      : null;
  },
  tags: ({ facts, device }) =>
    listed([...facts.held.filter(({ id }) => id !== device?.id), ...(device ? [device] : [])].map(({ tag }) => tag)),
  n: ({ person }) => person && allLoans(person).length,

  returning: ({ facts }) => facts.person?.display ?? null,
  left: ({ facts, device }) =>
    facts.person && allLoans(facts.person).filter(({ deviceId }) => deviceId !== device?.id).length,
  returningTags: ({ facts, device }) => listed(tagsOf(facts.person, device?.id)),

  code: ({ request: { act } }) => {
    const shown = act.kind === 'code' ? act.raw.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').trim() : '';
    return shown.slice(0, MAX_CODE_SHOWN) || null;
  },
  key: ({ request: { act }, answer, code }) =>
    answer?.key ?? (code?.kind === 'answer' ? code.key : act.kind === 'answer' ? act.key : null),
  near: ({ facts }) => facts.near[0]?.code ?? null,
  first: ({ facts: { twoCodes } }) => twoCodes?.[0].code ?? null,
  second: ({ facts: { twoCodes } }) => twoCodes?.[1].code ?? null,
  matchedAs: ({ facts }) => facts.matchedAs,
};

/** A message with the values that its words need, and no others. */
export function say(scene: Scene, key: MessageKey, extra: Readonly<Record<string, Value>> = {}): Message {
  const values: Message['values'] = {};
  for (const name of valuesOf(key).all) values[name] = extra[name] ?? VALUES[name]?.(scene) ?? null;
  return { key, values };
}

/** The lines whose values are all there. */
export const sayLines = (scene: Scene, keys: readonly MessageKey[]): Message[] =>
  keys
    .map((key) => say(scene, key))
    .filter(({ key, values }) => valuesOf(key as MessageKey).required.every((name) => values[name] !== null));
