import { codeWords } from './code-words.js';
import type { Language, Wording } from './language.js';
import { said } from './language.js';

const PARTS: Readonly<Record<string, Wording>> = {
  device: ['Devices', 'Dispositivos'],
  person: ['People', 'Personas'],
  scan: ['Scan station', 'Mostrador'],
  site: ['Sites', 'Escuelas'],
  model: ['Models', 'Modelos'],
  account: ['Users', 'Usuarios'],
  role: ['Roles', 'Funciones'],
  token: ['Tokens', 'Tokens'],
  policy: ['Policies', 'Políticas'],
  import: ['Imports', 'Importaciones'],
  export: ['Exports', 'Exportaciones'],
  job: ['Jobs', 'Tareas'],
  notice: ['Notices', 'Avisos'],
  lot: ['eWaste lots', 'Lotes de desecho'],
};

interface Permission {
  code: string;
}

const partOf = ({ code }: Permission): string => code.split(':')[0];

/** What a permission is about: "Devices" of `device:read`. */
export function permissionPart(permission: Permission, language?: Language): string {
  const part = partOf(permission);
  const wording = PARTS[part] as Wording | undefined;
  return wording ? said(wording, language) : codeWords(part);
}

/** Permissions under what they are about; the order within is that of the list. */
export function permissionGroups<P extends Permission>(
  permissions: readonly P[],
): { label: string; permissions: P[] }[] {
  const groups = new Map<string, P[]>();
  for (const permission of permissions) {
    const part = partOf(permission);
    groups.set(part, [...(groups.get(part) ?? []), permission]);
  }
  return [...groups.values()].map((of) => ({ label: permissionPart(of[0]), permissions: of }));
}

/** The row of the permissions by role that counts accounts. */
export const WHO_HAS_ROLE = ['Who has it', 'Quién la tiene'] as const satisfies Wording;

const ONE = ['person', 'persona'] as const satisfies Wording;
const MORE = ['people', 'personas'] as const satisfies Wording;

/** "1 person", "1,200 people". */
export const holdersText = (n: number, language?: Language): string =>
  `${n.toLocaleString('en-US')} ${said(n === 1 ? ONE : MORE, language)}`;
