import { wordsIn, type Values, type Wording } from '../../lib/language.js';

const WORDS = {
  new: ['Add a source', 'Añadir una fuente'],
  'new.lead': [
    'One student information system that sends rosters.',
    'Un sistema de información escolar que envía matrículas.',
  ],
  settings: ['Settings of {name}', 'Ajustes de {name}'],
  name: ['Name', 'Nombre'],
  'name.missing': ['Give a name', 'Dé un nombre'],
  code: ['Code', 'Código'],
  'code.help': [
    'Also the name of its folder: lower-case letters, digits and dashes. It stays.',
    'También el nombre de su carpeta: minúsculas, cifras y guiones. No se cambia después.',
  ],
  'code.missing': [
    'Write 1 to 40 lower-case letters, digits and dashes',
    'Escriba de 1 a 40 minúsculas, cifras y guiones',
  ],
  number: ['Which field is the student number', 'Qué campo es el número de estudiante'],
  'number.help': [
    'People are found again by it. A wrong one makes everybody a new person, so look at the next file before it runs.',
    'Por él se encuentra otra vez a las personas. Uno equivocado las haría a todas nuevas: mire el próximo archivo antes de cargarlo.',
  ],
  candidates: ['What the last file said', 'Lo que dijo el último archivo'],
  limit: [
    'Stop when more than so many percent would leave or change',
    'Detener cuando saldría o cambiaría más de este porcentaje',
  ],
  'limit.help': [
    'Students or staff who leave, people with another number or home site. 10 is usual: a new school year takes more, and is worth a look.',
    'Estudiantes o personal que salen, personas con otro número u otra escuela. Lo usual es 10: un nuevo año escolar pasa de ahí, y merece una mirada.',
  ],
  'limit.missing': ['Write a number from 0 to 100', 'Escriba un número de 0 a 100'],
  watched: ['Take files from its folder', 'Tomar archivos de su carpeta'],
  'watched.help': [
    'Every file that lies there is taken and run by itself, unless the limit stops it.',
    'Cada archivo que esté ahí se toma y se carga solo, salvo que lo detenga el límite.',
  ],
  active: ['In use', 'En uso'],
  'active.help': [
    'Switched off, no file is taken from it. Its people stay as they are.',
    'Desactivada, no se toma ningún archivo. Sus personas quedan como están.',
  ],
  saved: ['Saved', 'Guardado'],
  conflict: [
    'Somebody else changed this source meanwhile. The page shows it as it is now: repeat your change',
    'Otra persona cambió esta fuente entretanto. La página la muestra como está: repita su cambio',
  ],
  taken: ['Another source has this code', 'Otra fuente tiene este código'],
  folder: ['Folder, below the data folder of the server', 'Carpeta, dentro de la carpeta de datos del servidor'],
  nightly: ['Every night by itself', 'Cada noche por sí sola'],
  'nightly.1': [
    'In the student system, schedule an export for the night: OneRoster CSV, bulk, or delta with a bulk once a week.',
    'En el sistema escolar, programe una exportación nocturna: OneRoster CSV, completa, o de cambios con una completa por semana.',
  ],
  'nightly.2': [
    'Have it delivered into the folder below, as one zip file or as the CSV files themselves. SFTP, a mounted share or a copy job will do.',
    'Haga que llegue a la carpeta de abajo, como un archivo zip o como los archivos CSV. Sirven SFTP, una carpeta compartida o una copia programada.',
  ],
  'nightly.3': [
    'Switch “Take files from its folder” on. Cubby looks every five minutes, and takes what has not grown for a minute.',
    'Active “Tomar archivos de su carpeta”. Cubby mira cada cinco minutos y toma lo que no ha crecido en un minuto.',
  ],
  'nightly.4': [
    'What was taken lies in done. Of what cannot be read only a text file in refused is kept, which says why; here it stands as failed. A file that would lose many people waits here for an approval.',
    'Lo tomado queda en done. De lo que no se puede leer solo se guarda un texto en refused, que dice por qué; aquí figura como fallida. Un archivo que perdería a muchas personas espera aquí una aprobación.',
  ],
  'nightly.5': [
    'In the morning look at the age on the page of rosters, and at the questions.',
    'Por la mañana mire la antigüedad en la página de matrículas, y las preguntas.',
  ],
  'nightly.command': ['On the server itself the same goes by command:', 'En el propio servidor, lo mismo por comando:'],
} as const satisfies Record<string, Wording>;

export const say = (key: keyof typeof WORDS, values?: Values): string => wordsIn(WORDS[key], values);

/** A code as a name suggests it: `Aeries (South)` is `aeries-south`. */
export const codeOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
