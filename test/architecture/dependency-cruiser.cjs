const { MAY_USE, APPS_MAY_USE, PURE } = require('./arrows.cjs');

const SPEC = '\\.(spec|test-support)\\.tsx?$';
const oneOf = (names) => `(${names.join('|')})`;

const libRules = Object.entries(MAY_USE).map(([lib, may]) => ({
  name: `${lib}-arrows`,
  comment: `${lib} may use ${may.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^libs/${lib}/`, pathNot: SPEC },
  to: { path: '^(libs|apps|database|test)/', pathNot: `^libs/${oneOf([lib, ...may])}/` },
}));

const appRules = Object.entries(APPS_MAY_USE).map(([app, may]) => ({
  name: `app-${app}-arrows`,
  severity: 'error',
  from: { path: `^apps/${app}/`, pathNot: SPEC },
  to:
    app === 'web'
      ? { path: '^(libs|apps|database|test)/', pathNot: `^(libs/${oneOf(may)}/|apps/web/)` }
      : { path: '^(libs|apps|test)/', pathNot: `^(libs/${oneOf(may)}/|apps/(server|cli)/)` },
}));

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'front-door-only',
      comment:
        'Another lib is imported through its src/index.ts; database/functions.ts alone reads the SQL of the libs',
      severity: 'error',
      from: { path: '^(libs/([^/]+)|apps/[^/]+|database)/', pathNot: [SPEC, '^database/(functions|sample/)'] },
      to: { path: '^libs/([^/]+)/src/', pathNot: ['^libs/$2/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'unlisted-lib',
      comment: 'A new lib gets its arrows in arrows.cjs first',
      severity: 'error',
      from: { path: '^libs/', pathNot: `^libs/${oneOf(Object.keys(MAY_USE))}/` },
      to: {},
    },
    {
      name: 'pure-libs',
      severity: 'error',
      from: { path: `^libs/${oneOf(PURE)}/`, pathNot: SPEC },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-dev-packages-in-product',
      severity: 'error',
      from: { path: '^(libs|apps/(server|cli))/', pathNot: SPEC },
      to: { dependencyTypes: ['npm-dev'] },
    },
    {
      name: 'features-apart',
      comment: 'app → features → components, lib; one feature does not import another',
      severity: 'error',
      from: { path: '^apps/web/src/features/([^/]+)/', pathNot: SPEC },
      to: { path: '^apps/web/src/features/([^/]+)/', pathNot: '^apps/web/src/features/$1/' },
    },
    {
      name: 'app-on-top',
      comment: 'What the shell and a feature both need stands in components or lib',
      severity: 'error',
      from: { path: '^apps/web/src/(features|components|lib)/', pathNot: SPEC },
      to: { path: '^apps/web/src/app/' },
    },
    {
      name: 'features-above-components',
      severity: 'error',
      from: { path: '^apps/web/src/(components|lib)/', pathNot: SPEC },
      to: { path: '^apps/web/src/features/' },
    },
    ...libRules,
    ...appRules,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/|libs/api-client/src/schema\\.ts)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
};
