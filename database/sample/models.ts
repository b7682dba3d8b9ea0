/** Models with the support ends that Google publishes (as of December 2025); prices are plausible, not quotes. */
export interface SampleModel {
  key: string;
  maker: string;
  name: string;
  deviceClass: string;
  supportEndsOn: string | null;
  cycleYears: number;
  unitCostCents: number;
  standard: boolean;
  /** A serial in the maker's shape. */
  serial: (n: number) => string;
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const code = (n: number, length: number): string => {
  let rest = (n * 2654435761) % 2 ** 40;
  let text = '';
  for (let i = 0; i < length; i++) {
    text = ALPHABET[rest % ALPHABET.length] + text;
    rest = Math.floor(rest / ALPHABET.length) + n * (i + 7);
  }
  return text;
};
const digits = (n: number, length: number): string => String(n).padStart(length, '0');

export const SAMPLE_MODELS: SampleModel[] = [
  {
    key: 'acer-c771',
    maker: 'Acer',
    name: 'Chromebook 11 (C771)',
    deviceClass: 'chromebook',
    supportEndsOn: '2023-06-30',
    cycleYears: 4,
    unitCostCents: 23900,
    standard: false,
    serial: (n) => `NXGNZAA${digits(n, 6)}${code(n, 9)}`,
  },
  {
    key: 'acer-722',
    maker: 'Acer',
    name: 'Chromebook 311 (C722)',
    deviceClass: 'chromebook',
    supportEndsOn: '2030-06-30',
    cycleYears: 4,
    unitCostCents: 28900,
    standard: false,
    serial: (n) => `NXA6UAA${digits(n, 6)}${code(n, 9)}`,
  },
  {
    key: 'hp-g8',
    maker: 'HP',
    name: 'Chromebook 11 G8 EE',
    deviceClass: 'chromebook',
    supportEndsOn: '2029-06-30',
    cycleYears: 4,
    unitCostCents: 26500,
    standard: false,
    serial: (n) => `5CD0${code(n, 2)}${digits(n % 10000, 4)}`,
  },
  {
    key: 'dell-3110',
    maker: 'Dell',
    name: 'Chromebook 3110',
    deviceClass: 'chromebook',
    supportEndsOn: '2031-06-30',
    cycleYears: 4,
    unitCostCents: 31900,
    standard: false,
    serial: (n) => `${digits(n % 100000, 5)}K3`,
  },
  {
    key: 'lenovo-100e3',
    maker: 'Lenovo',
    name: '100e Chromebook Gen 3',
    deviceClass: 'chromebook',
    supportEndsOn: '2031-06-30',
    cycleYears: 4,
    unitCostCents: 29900,
    standard: false,
    serial: (n) => `PF${code(n, 1)}${digits(n % 100000, 5)}`,
  },
  {
    key: 'dell-3120',
    maker: 'Dell',
    name: 'Chromebook 3120',
    deviceClass: 'chromebook',
    supportEndsOn: '2033-06-30',
    cycleYears: 4,
    unitCostCents: 33900,
    standard: true,
    serial: (n) => `${digits(n % 100000, 5)}Q4`,
  },
  {
    key: 'lenovo-100e4',
    maker: 'Lenovo',
    name: '100e Chromebook Gen 4',
    deviceClass: 'chromebook',
    supportEndsOn: '2033-06-30',
    cycleYears: 4,
    unitCostCents: 32900,
    standard: true,
    serial: (n) => `PW${code(n, 1)}${digits(n % 100000, 5)}`,
  },
  {
    key: 'dell-5440',
    maker: 'Dell',
    name: 'Latitude 5440',
    deviceClass: 'laptop',
    supportEndsOn: null,
    cycleYears: 5,
    unitCostCents: 112900,
    standard: true,
    serial: (n) => `${digits(n % 100000, 5)}L7`,
  },
  {
    key: 'optiplex',
    maker: 'Dell',
    name: 'OptiPlex 7010 Micro',
    deviceClass: 'desktop',
    supportEndsOn: null,
    cycleYears: 6,
    unitCostCents: 84900,
    standard: true,
    serial: (n) => `${digits(n % 100000, 5)}D9`,
  },
];

/** What was bought in which school year, counted back from the present one, and at what share of the student fleet. */
export const CHROMEBOOK_WAVES: { yearsAgo: number; model: string }[] = [
  { yearsAgo: 4, model: 'hp-g8' },
  { yearsAgo: 3, model: 'acer-722' },
  { yearsAgo: 2, model: 'dell-3110' },
  { yearsAgo: 1, model: 'lenovo-100e3' },
  { yearsAgo: 0, model: 'dell-3120' },
];

/** Bought before all waves, past its support: what a district means to retire and still has in hands and cabinets. */
export const OLD_WAVE = { yearsAgo: 7, model: 'acer-c771' };
/** What is bought now. */
export const NEW_MODEL = 'lenovo-100e4';
