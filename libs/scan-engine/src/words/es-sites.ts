/** Spanish words for the keys of `en-sites`. */
export const ES_SITES = {
  'SITE-NO': 'NO HECHO – {deskSite} está cerrado',
  'SITE-NO.place': 'NO ENTREGADO – {place} está en {placeSite}, que está cerrado',
  'PLACE-NO': 'NO ENTREGADO – {place} está fuera de uso',
  'PLACE-NO.room': 'NO ENTREGADO – {place} está en {placeRoom}, que está fuera de uso',
  'line.open-site': 'escanéelo en una estación de un plantel abierto',
  'UNDO-NO.site-closed': 'NO DESHECHO – {tag} volvería a {site}, que está cerrado',
  'UNDO-NO.place-closed': 'NO DESHECHO – {tag} volvería a {place}, que está fuera de uso',
  'UNDO-NO.slot-gone': 'NO DESHECHO – {tag} volvería al lugar {slot} de {place}, que tiene {slots}',
  'why.place-closed': 'porque el lugar está fuera de uso',
  'why.site-closed': 'porque el plantel está cerrado',
} as const;
