import type { ENGLISH } from './reason-words.js';

export const SPANISH: Readonly<Record<keyof typeof ENGLISH, readonly [reason: string, fix: string]>> = {
  unknown: ['no se puede importar', 'Revise el valor'],
  missing: ['está vacío', 'Rellénelo: un registro nuevo lo necesita'],
  repeated: [
    'está en la línea {first} y otra vez en la línea {second}; solo se lee la primera de las dos',
    'Deje una de las dos líneas',
  ],
  'same-device': [
    'las líneas {first} y {second} son el mismo dispositivo; solo se lee la primera de las dos',
    'Deje una de las dos líneas',
  ],
  'reserved-code': ['empieza como una orden de la estación de escaneo (CMD- o /)', 'Use otro código'],
  'not-scannable': [
    'no se puede escanear: un código tiene al menos 3 letras, cifras o signos sencillos y no es un enlace',
    'Corríjalo o dé otro código al registro',
  ],
  'control-character': ['tiene un carácter de control o un salto de línea', 'Escríbalo de nuevo a mano'],
  'invisible-character': ['tiene un carácter invisible', 'Escríbalo de nuevo a mano'],
  'damaged-character': [
    'tiene un carácter que no se pudo leer',
    'Guarde el archivo como CSV (UTF-8) y revise los acentos',
  ],
  'formula-error': ['es una fórmula de una hoja de cálculo sin resultado', 'Corrija la fórmula o escriba el valor'],
  'scientific-notation': [
    'una hoja de cálculo lo convirtió en número y se perdieron cifras',
    'Ponga la columna como Texto antes de pegar y exporte de nuevo',
  ],
  'too-long': ['tiene más de {max} caracteres', 'Acórtelo'],
  'not-a-day': ['no es una fecha', 'Escriba las fechas como 2027-08-15 o 8/15/2027'],
  'implausible-day': ['no es una fecha de los años {years}', 'Revise el año'],
  'grade-unknown': [
    'no es un grado que Cubby conozca, así que el grado queda como estaba',
    'Nada, o escriba los grados como K, 7 o 12',
  ],
  'not-a-grade': ['no es un grado', 'Escriba los grados como K, 7 o 12'],
  'not-a-language': ['no es un idioma', 'Escriba los idiomas como es, zh-Hant o Spanish'],
  'ambiguous-day': ['puede ser dos fechas', 'Elija si va primero el mes o el día'],
  'not-money': ['no es una cantidad de dinero', 'Escriba las cantidades como 289.00 o $1,234.50'],
  'not-an-email': ['no es una dirección de correo', 'Corríjala o déjela vacía'],
  'not-a-choice': ['no es una palabra que esta columna pueda tener', 'Use una de: {allowed}'],
  'record-quotes': [
    'Las comillas de este registro no concuerdan',
    'Duplique cada comilla dentro de una celda entre comillas',
  ],
  'record-too-many-cells': [
    'El registro tiene más celdas que columnas el encabezado',
    'Ponga entre comillas las celdas que tienen una coma',
  ],
  'record-too-few-cells': [
    'El registro tiene menos celdas que columnas el encabezado',
    'Escriba todas las celdas, también las vacías: cada línea tiene tantas como el encabezado',
  ],
  'record-cut-off': ['La línea está cortada: el archivo termina a la mitad', 'Envíe otra vez el archivo completo'],
  'record-cell-too-long': ['Una celda de este registro es demasiado larga', 'Acórtela a 32,000 caracteres'],
  'number-is-a-card': ['es el número de la credencial de alguien', 'Revise el número'],
  'kept-listed': ['se queda porque {source} todavía la incluye', 'Nada, o corrija en {source}'],
  'left-as-enrolled': ['es el último día de sus inscripciones en la matrícula', 'Nada'],
  'left-on-run': [
    'Ninguna inscripción indica el último día: cuenta el día de la carga',
    'Corrija el día en la página de la persona, si es otro',
  ],
  'left-not-then': [
    'es el último día de sus inscripciones en la matrícula, y no puede ser: recibió un dispositivo después, o hace más de 60 días. Cuenta el día de la carga',
    'Corrija el día en la página de la persona, si es otro',
  ],
  'kept-of-source': ['queda como dice {source}, que manda para esta persona', 'Nada'],
  'number-blank': [
    'está en blanco en la matrícula y queda como estaba',
    'Nada, o complételo en la fuente de la matrícula',
  ],
  'number-of-other': [
    'es el número de {who}, que lo conserva',
    'Corrija el número de una de las dos personas en la fuente de la matrícula',
  ],
  guardian: ['Un tutor es un contacto de sus estudiantes y nadie que tenga dispositivos', 'Nada'],
  'role-not-now': [
    'La función terminó o empieza dentro de más de dos meses',
    'Nada, o corrija las fechas de la función en la fuente',
  ],
  'no-role': ['El registro no tiene función', 'Dé una función en la fuente a estudiantes y personal'],
  'number-reused': [
    'es el número de {who}, que aquí tiene otro nombre u otro grado',
    'Diga en la página de preguntas si son la misma persona: hasta entonces no cambia ninguna',
  ],
  'student-as-staff': [
    'dice personal, de alguien que aquí es estudiante',
    'Corrija la función en la fuente; si es cierto, cambie antes el tipo con una importación de personas',
  ],
  'student-unknown': ['no es el número de un estudiante', 'Importe primero al estudiante o revise el número'],
  'not-a-student': ['es el número de un miembro del personal', 'Quite la línea: los acuerdos son de estudiantes'],
  'signed-in-future': ['está en el futuro', 'Un acuerdo se firmó hoy o antes'],
  'signed-for-other-year': [
    'es de un año escolar anterior, y su acuerdo fue para ese',
    'Quite la línea o corrija la fecha',
  ],
  'no-school-year': ['No hay un año escolar de hoy ni por venir', 'Añada primero el año escolar en el calendario'],
  merged: ['es de un registro que se unió al número {into}', 'Use {into} o quite la línea'],
  'org-unknown': [
    'es una organización de la lista que aún no es ninguna sede',
    'Diga en la página del origen qué sede es',
  ],
  'no-school': ['no nombra ninguna escuela', 'Dé al estudiante una organización que sea una escuela'],
  'role-unknown': [
    'no es una función que Cubby conozca',
    'Use student, teacher, administrator, aide, parent o guardian',
  ],
  'status-unknown': ['no es un estado: vale lo que ya se sabía', 'Use active o tobedeleted'],
  'status-missing': ['está vacío, y un archivo de cambios lo necesita en cada línea', 'Use active o tobedeleted'],
  'site-unknown': ['no es una escuela', 'Use el código o el nombre de una escuela, o añádala primero'],
  'site-ambiguous': ['es el nombre de más de una escuela', 'Use el código de la escuela'],
  'site-closed': ['es una escuela cerrada', 'Use otra escuela o ábrala de nuevo'],
  'active-but-withdrawn': ['está en el pasado, pero la situación dice activo', 'Corrija uno de los dos'],
  'day-in-future': ['está en el futuro', 'Una baja es de hoy o de antes'],
  'guardian-needs-name': ['está vacío, pero hay un correo o un teléfono de un tutor', 'Añada el nombre del tutor'],
  'void-device': ['es de un dispositivo creado por error; su etiqueta no se usa nunca más', 'Use otra etiqueta'],
  'serial-ambiguous': ['es la serie de más de un dispositivo', 'Añada el fabricante'],
  'serial-of-other': ['es la serie de {tag}', 'Revise la etiqueta y la serie en el dispositivo'],
  'serial-of-other.untagged': ['es la serie de otro dispositivo', 'Revise la etiqueta y la serie en el dispositivo'],
  'tag-of-record': ['ya es el código de {record}: el mostrador no podría distinguirlos', 'Use otra etiqueta'],
  'tag-prefix': [
    'empieza como el código de una tarjeta de supervisor (SUP-), de un lote de reciclaje (LOT-) o de una reparación (R-)',
    'Use otra etiqueta',
  ],
  'tag-voided': [
    'es el código de unas etiquetas anuladas, “{why}”',
    'Revise que no haya otra etiqueta con él en circulación',
  ],
  'tag-of-other': ['es la etiqueta de otro dispositivo', 'Revise la etiqueta y la serie en el dispositivo'],
  'tag-of-other.serial': [
    'es la etiqueta de otro dispositivo, serie {serial}',
    'Revise la etiqueta y la serie en el dispositivo',
  ],
  'model-needs-maker': [
    'no es un modelo de la lista',
    'Añada el fabricante para crear el modelo, o use un nombre de la lista',
  ],
  'model-ambiguous': ['es el nombre de más de un modelo', 'Añada el fabricante'],
  'other-maker': [
    'es de otro fabricante que el dispositivo, cuya serie es de {maker}',
    'Revise la etiqueta; un dispositivo conserva su fabricante',
  ],
  'room-closed': ['es un aula cerrada de esta escuela', 'Use otra aula o vuelva a abrirla'],
  'room-unknown': [
    'no es un aula de esta escuela',
    'Use el código o el nombre de un aula de la escuela, o añádala primero',
  ],
  'holder-unknown': ['no es el número de una persona', 'Importe primero a la persona o revise el número'],
  'holder-withdrawn': ['ha dejado el distrito', 'Deje vacío quién lo tiene'],
  'holder-needs-deployed': [
    'un dispositivo que está {state} no puede estar con una persona',
    'Deje vacío quién lo tiene, o la situación',
  ],
  'held-by-other': ['otra persona tiene este dispositivo', 'Recíbalo primero en el mostrador'],
  'on-hold': ['el dispositivo está retenido y no se puede entregar', 'Quite primero la retención en su página'],
  'deployed-needs-holder': [
    'necesita una persona o un aula',
    'Indique la persona o el aula, o deje vacía la situación',
  ],
  'state-not-by-file': [
    'no se puede poner con un archivo',
    'Cámbielo en la página del dispositivo, o deje vacía la situación',
  ],
  'state-not-by-file.held': [
    'no se puede poner: alguien tiene el dispositivo',
    'Recíbalo en el mostrador, o deje vacía la situación',
  ],
};
