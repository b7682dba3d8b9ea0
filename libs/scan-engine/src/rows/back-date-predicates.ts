import { addDays } from '@app/kernel';
import type { Scene } from '../scene.js';
import { liveLoan } from '../scene.js';

/** The day of the chip; null: what is scanned happens now. */
const dayOf = ({ request }: Scene): string | null => request.context.backDatedTo;

/** When the device moved last, if that was after the day of the chip. */
export function movedSince(scene: Scene): string | null {
  const [day, movedOn] = [dayOf(scene), scene.facts.backDated?.movedOn[scene.device?.id ?? '']];
  return day !== null && movedOn !== undefined && movedOn > day ? movedOn : null;
}

const WHEREABOUTS = ['deployed', 'in-transit', 'missing', 'lost'];

export const BACK_DATE_PREDICATES = {
  /** The scan would give the device a new place in the ledger. */
  wouldMove: (s: Scene) =>
    s.mode === 'out'
      ? !isReceivers(s)
      : s.mode === 'in' && (liveLoan(s) !== null || WHEREABOUTS.includes(s.device?.state ?? '')),
  dayNotOver: (s: Scene) => (dayOf(s) ?? '') >= s.facts.today,
  tooFarBack: (s: Scene) => {
    const day = dayOf(s);
    return day !== null && day < addDays(s.facts.today, -s.facts.policy.backDateDays);
  },
  movedSince: (s: Scene) => movedSince(s) !== null,
};

function isReceivers(scene: Scene): boolean {
  const { person, room } = scene.receiver;
  const loan = liveLoan(scene);
  return person ? loan?.person?.id === person.id : room !== null && loan?.room?.id === room.id;
}
