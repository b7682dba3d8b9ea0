/** Which libs a lib may import, by their front doors. A lib that is not listed may import nothing. DESIGN of the arrows: libs/README.md. */
const base = ['kernel', 'platform', 'identity', 'directory', 'inventory'];

const MAY_USE = {
  kernel: [],
  'api-client': [],
  'scan-engine': ['kernel'],
  platform: ['kernel'],
  identity: ['kernel', 'platform'],
  directory: ['kernel', 'platform', 'identity'],
  inventory: ['kernel', 'platform', 'identity', 'directory'],
  backups: ['kernel', 'platform', 'identity'],
  circulation: base,
  labels: base,
  privacy: [...base, 'circulation'],
  invoicing: [...base, 'circulation'],
  refresh: [...base, 'circulation'],
  repairs: [...base, 'circulation', 'invoicing', 'labels'],
  ewaste: [...base, 'circulation', 'invoicing', 'labels'],
  exchange: [...base, 'circulation', 'privacy'],
  desk: [...base, 'scan-engine', 'circulation', 'invoicing', 'repairs', 'ewaste'],
  reports: base,
};

const APPS_MAY_USE = {
  server: Object.keys(MAY_USE).filter((lib) => lib !== 'api-client'),
  cli: Object.keys(MAY_USE).filter((lib) => lib !== 'api-client'),
  web: ['api-client', 'scan-engine', 'kernel'],
};

/** Libs that run in the browser too: nothing of Node in them. */
const PURE = ['kernel', 'scan-engine', 'api-client'];

module.exports = { MAY_USE, APPS_MAY_USE, PURE };
