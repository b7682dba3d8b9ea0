import type { Dto } from '../../lib/api.js';
import { wordsIn, type Values, type Wording } from '../../lib/language.js';
import type { Org } from './roster-queries.js';

type Kind = Dto<'SiteKind'>;

const KINDS: Record<Kind, Wording> = {
  elementary: ['Elementary school', 'Escuela primaria'],
  middle: ['Middle school', 'Escuela intermedia'],
  high: ['High school', 'Escuela secundaria'],
  alternative: ['Alternative school', 'Escuela alternativa'],
  special: ['Special school', 'Escuela especial'],
  preschool: ['Preschool', 'Preescolar'],
  office: ['Office', 'Oficina'],
  warehouse: ['Warehouse', 'Almacén'],
};

const HOW: Record<Dto<'RosterOrgMatch'>, Wording> = {
  answer: ['somebody said so', 'alguien lo dijo'],
  code: ['same code', 'mismo código'],
  id: ['its id is the code', 'su id es el código'],
  nces: ['same NCES number', 'mismo número NCES'],
  name: ['same name', 'mismo nombre'],
  parent: ['as the school above it', 'como la escuela superior'],
};

const WORDS = {
  title: ['Schools of {name}', 'Escuelas de {name}'],
  lead: [
    'Which site each school of the roster is. People of a school that nobody knows are left out; a site is never made in silence.',
    'Qué escuela de aquí es cada una de la matrícula. Las personas de una que no se conoce quedan fuera; nunca se crea una en silencio.',
  ],
  none: ['The source has not named a school yet', 'La fuente aún no ha nombrado ninguna escuela'],
  'none.text': [
    'Schools stand here once its first file has been read.',
    'Las escuelas aparecen aquí tras leer su primer archivo.',
  ],
  org: ['School of the roster', 'Escuela de la matrícula'],
  type: ['Type', 'Tipo'],
  code: ['Code there', 'Código allí'],
  people: ['People', 'Personas'],
  is: ['Is the site', 'Es la escuela'],
  how: ['How we know', 'Cómo se sabe'],
  unknown: ['Not known', 'No se conoce'],
  no: ['No site', 'Ninguna'],
  'no.said': ['somebody said: no site', 'alguien dijo: ninguna'],
  choose: ['Choose…', 'Elegir…'],
  found: ['As found: {site}', 'Como se encontró: {site}'],
  forget: ['Take the answer back', 'Retirar la respuesta'],
  nobody: ['It is no site of ours', 'No es de aquí'],
  sites: ['Sites', 'Escuelas'],
  make: ['Make a new site of it', 'Crear una nueva con ella'],
  for: ['Site of {name}', 'Escuela de {name}'],
  'save.none': ['Choose what a school is first', 'Elija primero qué es una escuela'],
  save: ['Save the answers', 'Guardar las respuestas'],
  saved: [
    'Saved. The next look at a roster goes by it; one that waits is looked at anew.',
    'Guardado. La próxima mirada a una matrícula lo tiene en cuenta; una que espera se mira de nuevo.',
  ],
  taken: [
    'A site has the code of that school already: choose that site instead',
    'Una escuela ya tiene ese código: elíjala en su lugar',
  ],
  waiting: ['To the roster that waits', 'A la matrícula que espera'],
} as const satisfies Record<string, Wording>;

export const say = (key: keyof typeof WORDS, values?: Values): string => wordsIn(WORDS[key], values);

export const orgName = ({ name, orgId }: Org): string => name ?? orgId;

/** How the site was found, or that nobody knows. */
export function howText({ how, answered, siteId, unknown }: Org): string {
  if (answered && siteId === null) return say('no.said');
  if (how) return wordsIn(HOW[how]);
  return unknown ? say('unknown') : '–';
}

type Choice = { value: string; label: string };

/** What can be said about a school: `site:<id>`, `none`, `make:<kind>`, `forget`, or nothing. */
export function orgChoices(
  org: Org,
  sites: readonly { id: string; code: string; name: string }[],
): (Choice | { group: string; items: Choice[] })[] {
  const first = org.siteName ? say('found', { site: org.siteName }) : org.answered ? say('no') : say('choose');
  return [
    { value: '', label: first },
    ...(org.answered ? [{ value: 'forget', label: say('forget') }] : []),
    { value: 'none', label: say('nobody') },
    {
      group: say('make'),
      items: (Object.keys(KINDS) as Kind[]).map((kind) => ({ value: `make:${kind}`, label: wordsIn(KINDS[kind]) })),
    },
    {
      group: say('sites'),
      items: sites.map(({ id, code, name }) => ({ value: `site:${id}`, label: `${code} · ${name}` })),
    },
  ];
}

/** A choice as the API wants it. */
export function answerOf(orgId: string, choice: string): Dto<'OrgAnswerDto'> {
  if (choice === 'forget') return { orgId, forget: true };
  if (choice === 'none') return { orgId, siteId: null };
  const [what, value] = [choice.slice(0, choice.indexOf(':')), choice.slice(choice.indexOf(':') + 1)];
  return what === 'make' ? { orgId, makeSite: { kind: value as Kind } } : { orgId, siteId: value };
}
