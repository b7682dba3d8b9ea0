import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

export type Weight = 400 | 700;

interface Family {
  name: string;
  /** Parts of it that are asked, in this order; without them all. */
  parts?: readonly string[];
}

/** Scripts with a family each, of one part. */
const SCRIPTS = [
  ...['armenian', 'hebrew', 'arabic', 'thai', 'bengali', 'gurmukhi', 'gujarati', 'tamil', 'telugu', 'kannada'],
  ...['malayalam', 'sinhala', 'khmer', 'lao', 'myanmar', 'ethiopic', 'georgian'],
];

/** In the order in which they are asked for a character: the commonest script first. */
const FAMILIES: readonly Family[] = [
  {
    name: 'noto-sans',
    parts: ['latin', 'latin-ext', 'vietnamese', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'devanagari'],
  },
  ...SCRIPTS.map((script): Family => ({ name: `noto-sans-${script}`, parts: [script] })),
  // Chinese in both scripts, kana and the Japanese characters; its hundred files have some two hundred of them each.
  { name: 'noto-sans-sc' },
  { name: 'nanum-gothic' },
];

const require = createRequire(import.meta.url);

interface Part {
  name: string;
  ranges: readonly (readonly [from: number, to: number])[];
}

const parts = new Map<Family, readonly Part[]>();

/** What each file of a family is for, by the list that comes with it: `U+0000-00FF,U+0131`. */
function partsOf(family: Family): readonly Part[] {
  const known = parts.get(family);
  if (known) return known;
  const list = JSON.parse(readFileSync(require.resolve(`@fontsource/${family.name}/unicode.json`), 'utf8')) as Record<
    string,
    string
  >;
  const read = (family.parts ?? Object.keys(list)).map((part) => ({
    name: part.replace(/[[\]]/g, ''),
    ranges: list[part].split(',').map((range) => {
      const [from, to = from] = range
        .slice(2)
        .split('-')
        .map((hex) => parseInt(hex, 16));
      return [from, to] as const;
    }),
  }));
  parts.set(family, read);
  return read;
}

/** Font files that may have the character, the likeliest first: no other is opened for it. */
export function* fontFiles(code: number, weight: Weight): Generator<string> {
  for (const family of FAMILIES) {
    for (const { name, ranges } of partsOf(family)) {
      if (!ranges.some(([from, to]) => code >= from && code <= to)) continue;
      const file = `${family.name}-${name}-${weight}-normal.woff`;
      yield require.resolve(`@fontsource/${family.name}/files/${file}`);
    }
  }
}
