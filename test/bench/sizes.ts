/** How much the benchmark does. `BENCH_SMALL=1`: minutes less, for trying it; `BENCH_LARGE=1`: a million devices too. */
export interface Sizes {
  /** Devices of the volumes that search and lists are measured on. */
  readonly large: readonly number[];
  /** Devices of the volume that search is compared with. */
  readonly base: number;
  /** Devices of the volume that is scanned. */
  readonly scanned: number;
  readonly imported: readonly number[];
  /** Students of the roster. */
  readonly students: number;
  /** Devices of the volume whose list is exported. */
  readonly exported: number;
  /** Entries of the ledger of that volume when it is backed up. */
  readonly ledger: number;
  readonly rounds: number;
  readonly roundMs: number;
  /** Scans and bare requests before the first round: a scan costs a third less when Node has compiled all of its code, after some 20,000. */
  readonly warmUp: number;
  readonly openLoopMs: number;
  readonly handOutMs: number;
  /** Requests of one kind in one round of search and lists. */
  readonly requests: number;
  readonly boots: number;
  /** Labels of one document. */
  readonly labels: readonly number[];
  /** Devices that a bulk change is about, or some more: it takes whole sites. */
  readonly changed: number;
  /** Loads of a page in Chromium. */
  readonly loads: number;
  /** Rows of the session list that is called a long one. */
  readonly sessionRows: number;
  /** Whether a row of this name is measured, of search and lists. */
  readonly only: (name: string) => boolean;
}

export const CLIENTS = 16;

const { BENCH_ONLY } = process.env;
const only: Sizes['only'] = (name) => BENCH_ONLY === undefined || new RegExp(BENCH_ONLY).test(name);

const SMALL: Sizes = {
  large: [10_000],
  base: 1_000,
  scanned: 10_000,
  imported: [5_000],
  students: 3_000,
  exported: 10_000,
  ledger: 60_000,
  rounds: 3,
  roundMs: 4_000,
  warmUp: 1_500,
  openLoopMs: 10_000,
  handOutMs: 30_000,
  requests: 20,
  boots: 3,
  labels: [3_000],
  changed: 2_000,
  loads: 5,
  sessionRows: 300,
  only,
};

const USUAL: Sizes = {
  large: [100_000],
  base: 10_000,
  scanned: 100_000,
  imported: [100_000],
  students: 30_000,
  exported: 40_000,
  ledger: 1_200_000,
  rounds: 7,
  roundMs: 6_000,
  warmUp: 20_000,
  openLoopMs: 60_000,
  handOutMs: 300_000,
  requests: 40,
  boots: 5,
  labels: [3_000, 30_000],
  changed: 20_000,
  loads: 20,
  sessionRows: 1_000,
  only,
};

export function sizes(): Sizes {
  if (process.env.BENCH_SMALL === '1') return SMALL;
  const million = [100_000, 1_000_000];
  return process.env.BENCH_LARGE === '1' ? { ...USUAL, large: million, imported: million } : USUAL;
}
