/** Spanish words for the keys of `en-sites`. */
export const ES_SITES = {
  'SITE-NO': 'NO HECHO – {deskSite} está cerrado',
  'SITE-NO.place': 'NO ENTREGADO – {place} está en {placeSite}, que está cerrado',
  'line.open-site': 'escanéelo en una estación de un plantel abierto',
  'UNDO-NO.site-closed': 'NO DESHECHO – {tag} volvería a {site}, que está cerrado',
  'why.site-closed': 'porque el plantel está cerrado',
} as const;
