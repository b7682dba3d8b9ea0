import type { Dto } from '../lib/api.js';
import { isByHolder } from '../lib/device-words.js';

/** The answer of `POST /search`. */
export type SearchAnswer = Dto<'FoundDto'>;

export interface Hit {
  kind: 'Device' | 'Person' | 'Site';
  to: string;
  label: string;
  code: boolean;
  detail: string;
}

const joined = (...parts: (string | null | undefined)[]): string => parts.filter(Boolean).join(' · ');

/** At most eight of a kind stand in the panel; the page of all results shows the rest. */
const MOST = 8;

const deviceHits = (groups: SearchAnswer['devices']): Hit[] =>
  groups
    .flatMap(({ items }) => items)
    .slice(0, MOST)
    .map(({ device: { id, tag, serial, model, locationSite }, matched }) => ({
      kind: 'Device',
      to: `/devices/${id}`,
      label: tag ?? serial ?? 'No tag',
      code: true,
      detail: joined(`${model.maker} ${model.name}`, matched ?? serial, locationSite.code),
    }));

export const searchHits = (answer: SearchAnswer | undefined): Hit[] => [
  ...deviceHits(answer?.devices.filter((group) => !isByHolder(group)) ?? []),
  ...(answer?.people ?? []).slice(0, MOST).map(({ id, givenName, familyName, number, grade, site }): Hit => ({
    kind: 'Person',
    to: `/people/${id}`,
    label: `${givenName} ${familyName}`,
    code: false,
    detail: joined(number, grade && `Grade ${grade}`, site?.code),
  })),
  ...deviceHits(answer?.devices.filter(isByHolder) ?? []),
  ...(answer?.sites ?? []).slice(0, MOST).map(({ code, name }): Hit => ({
    kind: 'Site',
    to: `/sites/${encodeURIComponent(code)}`,
    label: name,
    code: false,
    detail: code,
  })),
];
