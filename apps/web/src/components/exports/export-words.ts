import { wordsIn, type Values, type Wording } from '../../lib/language.js';

const WORDS = {
  open: ['Export this view', 'Exportar esta vista'],
  lead: ['The rows and columns that you see.', 'Las filas y columnas que ve.'],
  'open.selected': ['Export', 'Exportar'],
  'lead.selected': [
    'The selected rows, with the columns that you see.',
    'Las filas seleccionadas, con las columnas que ve.',
  ],
  'lead.session': ['Every scan of the session.', 'Todos los escaneos de la sesión.'],
  'lead.roles': [
    'One line for each permission, with the roles that have it.',
    'Una línea por cada permiso, con las funciones que lo tienen.',
  ],
  'lead.all': [
    'Every row of the list that your account may take along, and all its columns.',
    'Todas las filas de la lista que su cuenta puede llevarse, con todas sus columnas.',
  ],
  order: ['They stand in the order of the list.', 'Siguen el orden de la lista.'],
  'order.codes': [
    'Rows stand in the order of the codes, not of the list: one by name would tell who is who.',
    'Las filas siguen el orden de los códigos, no el de la lista: uno por nombre diría quién es quién.',
  ],
  columns: ['Columns: {n} of {of}', 'Columnas: {n} de {of}'],
  'columns.more': ['More columns: {n} of {of}', 'Más columnas: {n} de {of}'],
  'columns.missing': ['Choose a column', 'Elija una columna'],
  zeros: [
    'Excel drops the zeros in front of a tag when it opens a CSV file; an Excel file keeps them.',
    'Excel quita los ceros iniciales de una etiqueta al abrir un archivo CSV; un archivo de Excel los conserva.',
  ],
  csv: ['CSV', 'CSV'],
  xlsx: ['Excel', 'Excel'],
  pdf: ['PDF', 'PDF'],
  'names.in': ['People are named in it: {columns}.', 'Nombra a personas: {columns}.'],
  'names.out': ['Leave names out', 'Sin nombres'],
  'names.out.help': [
    'A code stands for each person, the same in every file.',
    'Un código representa a cada persona, el mismo en todos los archivos.',
  ],
  'names.out.blank': [
    'What tells who somebody is, such as a number, is left out.',
    'Se omite lo que diría quién es alguien, como un número.',
  ],
  'pseudonyms.blank': [
    'Your account may not export names: what tells who somebody is, such as a number, is left out.',
    'Su cuenta no puede exportar nombres: se omite lo que diría quién es alguien, como un número.',
  ],
  'pseudonyms.only': [
    'Your account may not export names: a code stands for each person, the same in every file.',
    'Su cuenta no puede exportar nombres: un código representa a cada persona, el mismo en todos los archivos.',
  ],
  recipient: ['Recipient', 'Destinatario'],
  'recipient.help': ['Who gets the file', 'Quién recibe el archivo'],
  purpose: ['Purpose', 'Motivo'],
  'purpose.help': ['Both are kept in the access log.', 'Ambos quedan en el registro de accesos.'],
  basis: ['Where does it go?', '¿Adónde va?'],
  'basis.help': [
    'Out of the district, it is noted with each student as a disclosure.',
    'Si sale del distrito, se anota con cada estudiante como una divulgación.',
  ],
  'recipient.missing': ['Say who gets the file', 'Diga quién recibe el archivo'],
  'purpose.missing': ['Say what the file is for', 'Diga para qué es el archivo'],
  done: ['{rows} rows. The download has begun.', '{rows} filas. La descarga ha comenzado.'],
  'done.one': ['1 row. The download has begun.', '1 fila. La descarga ha comenzado.'],
  again: ['Download again', 'Descargar de nuevo'],
  waiting: [
    'More than 5,000 rows: the file is made in the background. It waits; {n} before it.',
    'Más de 5,000 filas: el archivo se prepara en segundo plano. Espera; {n} antes.',
  ],
  working: [
    'More than 5,000 rows: the file is made in the background. {rows} so far.',
    'Más de 5,000 filas: el archivo se prepara en segundo plano. {rows} hasta ahora.',
  ],
  ready: ['The file is ready: {rows} rows.', 'El archivo está listo: {rows} filas.'],
  download: ['Download', 'Descargar'],
  all: ['All exports', 'Todas las exportaciones'],
  missing: [
    '{n} of the {of} rows are no longer there for your account. No file was made.',
    '{n} de las {of} filas ya no están disponibles para su cuenta. No se hizo ningún archivo.',
  ],
  without: ['Without them', 'Sin ellas'],
  'long.about': [
    'As a PDF this is about {pages} pages, {size}: {rows} rows.',
    'En PDF son unas {pages} páginas, {size}: {rows} filas.',
  ],
  'long.more': [
    'As a PDF this is more than {pages} pages, over {size}: more than {rows} rows.',
    'En PDF son más de {pages} páginas, más de {size}: más de {rows} filas.',
  ],
  'long.sheets': [
    'On both sides of the paper, {sheets} sheets. To look something up or to reckon, take CSV or Excel.',
    'Por ambas caras, {sheets} hojas de papel. Para buscar o calcular, use CSV o Excel.',
  ],
  'long.anyway': ['Make the PDF', 'Hacer el PDF'],
  failed: ['No file was made', 'No se hizo ningún archivo'],
  cancelled: ['Stopped after {rows} rows', 'Detenida después de {rows} filas'],
} as const satisfies Record<string, Wording>;

export const exportSay = (key: keyof typeof WORDS, values?: Values): string => wordsIn(WORDS[key], values);
