/** English words of sites that are closed. */
export const EN_SITES = {
  'SITE-NO': 'NOT DONE – {deskSite} is closed',
  'SITE-NO.place': 'NOT CHECKED OUT – {place} is at {placeSite}, which is closed',
  'line.open-site': 'scan it at a desk of an open site',
  'UNDO-NO.site-closed': 'NOT UNDONE – {tag} would go back to {site}, which is closed',
  'why.site-closed': 'because the site is closed',
} as const;
