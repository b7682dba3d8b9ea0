import { peopleText } from '@app/kernel';
import { language, wordsIn, type Values, type Wording } from '../../lib/language.js';

const WORDS = {
  rosters: ['Rosters', 'Matrículas'],
  'rosters.lead': [
    'Students and staff from the student information system. A file that would lose many people stops and waits for you.',
    'Estudiantes y personal del sistema de información escolar. Un archivo que perdería a muchas personas se detiene y espera.',
  ],
  upload: ['Upload a roster', 'Subir una matrícula'],
  questions: ['Roster questions', 'Preguntas de la matrícula'],
  sources: ['Sources', 'Fuentes'],
  'sources.none': ['No student system sends rosters yet', 'Ningún sistema envía matrículas todavía'],
  'sources.none.text': [
    'A source is one student information system. Upload its first file, and Cubby finds out which field is the student number.',
    'Una fuente es un sistema de información escolar. Suba su primer archivo y Cubby averigua qué campo es el número de estudiante.',
  ],
  'source.add': ['Source', 'Fuente'],
  'source.settings': ['Settings', 'Ajustes'],
  'source.schools': ['Schools', 'Escuelas'],
  'source.off': ['Switched off', 'Desactivada'],
  'source.last': ['Last run', 'Última carga'],
  'source.never': ['Never', 'Nunca'],
  'source.age': ['Age of the data', 'Antigüedad de los datos'],
  'source.people': ['People it has', 'Personas que tiene'],
  'source.open': ['Open questions', 'Preguntas abiertas'],
  'source.comes': ['Files come', 'Los archivos llegan'],
  'source.comes.watched': ['By themselves, from the folder {folder}', 'Solos, de la carpeta {folder}'],
  'source.comes.hand': ['By upload', 'Por subida'],
  runs: ['Runs', 'Cargas'],
  'runs.none': ['No roster has come in yet', 'Todavía no ha llegado ninguna matrícula'],
  file: ['File', 'Archivo'],
  source: ['Source', 'Fuente'],
  status: ['Status', 'Estado'],
  begun: ['Begun', 'Inicio'],
  by: ['By', 'Por'],
  'by.itself': ['By itself', 'Por sí sola'],
  missing: ['Missing', 'Faltan'],
  site: ['Site', 'Escuela'],
  student: ['Student', 'Estudiante'],
  person: ['Person', 'Persona'],
  grade: ['Grade', 'Grado'],
  'grade.of': ['Grade {grade}', 'Grado {grade}'],
  number: ['Number', 'Número'],
  name: ['Name', 'Nombre'],
  cancel: ['Cancel', 'Cancelar'],
  save: ['Save', 'Guardar'],
  copy: ['Copy', 'Copiar'],
  copied: ['Copied', 'Copiado'],
  'upload.lead': [
    'The files are only read. Nothing changes until you have seen what they would do.',
    'Los archivos solo se leen. Nada cambia hasta que usted haya visto qué harían.',
  ],
  'upload.who': ['Who sent it', 'Quién la envió'],
  'upload.who.missing': ['Choose who sent it', 'Elija quién la envió'],
  'upload.no.source': [
    'Add a source first: the system that sends it',
    'Añada primero una fuente: el sistema que la envía',
  ],
  'upload.file': ['Roster', 'Matrícula'],
  'upload.help': [
    'One zip file, or its CSV files together, up to 200 MB in all: OneRoster 1.0 to 1.2, Microsoft SDS or Clever. Passwords and demographics are not kept.',
    'Un archivo zip, o sus archivos CSV juntos, hasta 200 MB en total: OneRoster 1.0 a 1.2, Microsoft SDS o Clever. No se guardan contraseñas ni datos demográficos.',
  ],
  'upload.drop': ['Drop the zip file or the CSV files here, or', 'Suelte aquí el archivo zip o los CSV, o'],
  'upload.choose': ['Choose files', 'Elegir archivos'],
  'upload.another': ['Choose others', 'Elegir otros'],
  'upload.file.missing': ['Choose a file', 'Elija un archivo'],
  'upload.mixed': [
    '{file} is no CSV file: choose one zip file, or CSV files alone',
    '{file} no es un archivo CSV: elija un solo archivo zip, o solo archivos CSV',
  ],
  'upload.twice': ['{file} is chosen twice', '{file} está elegido dos veces'],
  'upload.many': ['More than 100 files', 'Más de 100 archivos'],
  'upload.empty': ['{file} is empty', '{file} está vacío'],
  'upload.large': ['More than 200 MB in all', 'Más de 200 MB en total'],
  'upload.unreachable': [
    'The file did not reach the server. Check the network and send it again',
    'El archivo no llegó al servidor. Revise la red y envíelo de nuevo',
  ],
  'upload.send': ['Upload and look', 'Subir y mirar'],
} as const satisfies Record<string, Wording>;

/** Words of the roster pages, in the reader's language. */
export const say = (key: keyof typeof WORDS, values?: Values): string => wordsIn(WORDS[key], values);

export const count = (n: number): string => n.toLocaleString('en-US');

export const people = (n: number): string => peopleText(n, language());

/** Those with a letter (TK, K) are called by it. */
export const gradeWord = (grade: string | null): string =>
  grade === null ? '–' : /^\d+$/.test(grade) ? say('grade.of', { grade }) : grade;

/** Where files of a watched source are laid down, below the data folder of the server. */
export const folderOf = (code: string): string => `rosters/${code}`;
