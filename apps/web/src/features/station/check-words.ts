import type { Wording } from '../../lib/language.js';

/** The check of a desk, step by step. */
export const CHECK_WORDS = {
  'setup.title': ['Which desk is this?', '¿Qué estación es esta?'],
  'setup.lead': [
    'Asked once. Every scan from this browser carries the name of the desk.',
    'Se pregunta una vez. Cada escaneo de este navegador lleva el nombre de la estación.',
  ],
  'setup.no-role': [
    'Your role does not include scanning at any site. Ask your site administrator.',
    'Su función no incluye escanear en ningún plantel. Consulte al administrador de su plantel.',
  ],
  'setup.no-site': [
    'There is no site yet. An IT admin adds the sites first.',
    'Aún no hay planteles. Primero los agrega un administrador de TI.',
  ],
  'setup.home': ['Back to Home', 'Volver al inicio'],
  'setup.desks': ['Desks of this site', 'Estaciones de este plantel'],
  'setup.or-new': ['Or a new desk', 'U otra estación'],
  'setup.name': ['Name of this desk', 'Nombre de esta estación'],
  'setup.next': ['Next: sound and scanner', 'Siguiente: sonido y escáner'],
  'check.title': ['Check this desk', 'Revisar esta estación'],
  'check.step': ['Step {n} of {of}', 'Paso {n} de {of}'],
  'check.skip': ['Skip', 'Omitir'],
  'check.next': ['Next', 'Siguiente'],
  'check.start': ['Start scanning', 'Empezar a escanear'],
  'check.skip-all': ['Skip the rest', 'Omitir lo demás'],
  'check.sound': ['Did you hear a long buzz?', '¿Oyó un zumbido largo?'],
  'check.sound-lead': [
    'Three sounds: done, look, and the long buzz of a stop.',
    'Tres sonidos: hecho, mire, y el zumbido largo de alto.',
  ],
  'check.play': ['Play the three sounds', 'Tocar los tres sonidos'],
  'check.yes': ['Yes', 'Sí'],
  'check.no': ['No', 'No'],
  'check.scanner': ['Scan the test code three times', 'Escanee el código de prueba tres veces'],
  'check.scanner-lead': [
    'From the printed page, or from this screen if your scanner reads screens.',
    'De la hoja impresa, o de esta pantalla si su escáner lee pantallas.',
  ],
  'check.print-code': ['Print the test code', 'Imprimir el código de prueba'],
  'check.field': ['Scan here', 'Escanee aquí'],
  'check.scanned': ['{n} of 3', '{n} de 3'],
  'check.unknown': [
    'That was not the test code, or the three were not alike. Scan it three times again.',
    'No fue el código de prueba, o los tres no fueron iguales. Escanéelo tres veces otra vez.',
  ],
  'check.printer': ['Print a test page', 'Imprima una hoja de prueba'],
  'check.printer-lead': ['What happened then?', '¿Qué pasó?'],
  'check.silent': ['It came out by itself', 'Salió sola'],
  'check.dialog': ['It came out after a dialog', 'Salió después de un diálogo'],
  'check.no-printer': ['There is no printer here', 'Aquí no hay impresora'],
  'check.storage': ['What is saved on this computer', 'Lo que se guarda en esta computadora'],
  'check.storage-lead': [
    'Scans wait here while the network is down. The browser is asked to keep them.',
    'Los escaneos esperan aquí cuando no hay red. Se pide al navegador que los conserve.',
  ],
  'check.ask': ['Ask the browser', 'Pedir al navegador'],
  'check.result': ['This desk', 'Esta estación'],
  'check.not-saved': [
    'Kept in this browser; the server cannot be reached now.',
    'Guardado en este navegador; no hay conexión con el servidor.',
  ],
} as const satisfies Record<string, Wording>;
