import type { Wording } from './language.js';

/** The command grammar of the scan station: what is typed, what it does. */
export const STATION_COMMANDS: readonly [typed: string, meaning: Wording][] = [
  ['/out  /in  /look', ['change the mode', 'cambiar de modo']],
  [
    '/u',
    [
      'undo the last; Ctrl+Z in the empty field does the same',
      'deshacer lo último; igual que Ctrl+Z en el campo vacío',
    ],
  ],
  ['/done', ['this person is finished; Ctrl+Enter does the same', 'terminar con esta persona; igual que Ctrl+Enter']],
  ['/done  /done', ['with nobody at the desk: end the session', 'si no hay nadie: terminar la sesión']],
  ['/back', ['the person or room from before', 'la persona o el salón anterior']],
  ['Esc', ['empty the field, then drop what waits', 'vaciar el campo, luego soltar lo que espera']],
  [
    '1 … 6, c, m, t, n, r, s, x, +',
    ['answer the last row; only answers shown there count', 'responder a la última línea; solo lo que ahí se muestra'],
  ],
  [
    '14',
    ['with a cart at the desk: the slot that the next device gets', 'con un carrito: el lugar del próximo dispositivo'],
  ],
  ['↑ ↓', ['choose another row to answer', 'elegir otra línea para responder']],
  ['/pair', ['pair 1:1: who has as many as allowed is done', 'pareja 1:1: quien tiene los permitidos ya terminó']],
  [
    '/batch',
    [
      'collect devices; /done does all of them at once, /u leaves the last one out',
      'reunir dispositivos; /done los procesa todos juntos, /u deja fuera el último',
    ],
  ],
  ['/loan', ['loaners from the pool, for the day', 'dispositivos de préstamo, por el día']],
  [
    '/date 11-20',
    ['back-date what is scanned to that day; /date off', 'poner esa fecha anterior a lo que escanee; /date off'],
  ],
  ['/free', ['amnesty: nothing is charged for what comes back', 'amnistía: no se cobra nada por lo devuelto']],
  [
    '/d 3  /d 6-12  /d eoy',
    [
      'due in so many school days, on a day, at the end of the year; /d off',
      'vence en tantos días de clases, en una fecha, al final del año; /d off',
    ],
  ],
  ['/n text', ['a note on the last row, or on the chosen one', 'una nota en la última línea, o en la elegida']],
  ['/new', ['a student who is not on the roster yet', 'un estudiante que aún no está en la lista']],
  [
    'supervisor’s card',
    [
      'within 30 s of a refusal: does it all the same, under the holder’s name',
      'a menos de 30 s de una negativa: lo hace de todos modos, a nombre del titular',
    ],
  ],
  ['/p', ['print the receipt of the last person', 'imprimir el recibo de la última persona']],
  ['/a', ['go to Needs attention', 'ir a Por atender']],
  ['/mute  /loud', ['sound', 'sonido']],
  ['/?', ['this list, beside the work', 'esta lista, junto al trabajo']],
];
