/** English words of sites and places that are closed. */
export const EN_SITES = {
  'SITE-NO': 'NOT DONE – {deskSite} is closed',
  'SITE-NO.place': 'NOT CHECKED OUT – {place} is at {placeSite}, which is closed',
  'PLACE-NO': 'NOT CHECKED OUT – {place} is closed',
  'PLACE-NO.room': 'NOT CHECKED OUT – {place} stands in {placeRoom}, which is closed',
  'line.open-site': 'scan it at a desk of an open site',
  'UNDO-NO.site-closed': 'NOT UNDONE – {tag} would go back to {site}, which is closed',
  'UNDO-NO.place-closed': 'NOT UNDONE – {tag} would go back to {place}, which is closed',
  'UNDO-NO.slot-gone': 'NOT UNDONE – {tag} would go back to slot {slot} of {place}, which has {slots}',
  'why.place-closed': 'because the place is closed',
  'why.site-closed': 'because the site is closed',
} as const;
