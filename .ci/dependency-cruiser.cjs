// Who may import whom. Type-only imports count. Run from the root: `depcruise --config .ci/dependency-cruiser.cjs src`; each rule
// has a bad sample in `.ci/bad-samples/depcruise`, refused in test/tooling.test.ts.

/** Each layer of core and the layers of core it may import; itself is always allowed. */
const CORE_LAYERS = {
  base: [],
  language: ['base'],
  questionnaire: ['base', 'language'],
  evaluation: ['base', 'language', 'questionnaire'],
  reasoning: ['base', 'language', 'questionnaire', 'evaluation'],
  proof: ['base', 'language', 'questionnaire', 'evaluation', 'reasoning'],
  report: ['base', 'language', 'questionnaire', 'evaluation', 'reasoning'],
};

const ADAPTERS = ['store', 'load', 'render', 'http', 'identity', 'metrics', 'images'];

/** Packages that one folder alone may import. */
const OWNED_PACKAGES = [
  { owner: 'src/core/base/', packages: ['fastest-levenshtein'] },
  { owner: 'src/core/language/', packages: ['yaml', '@marcbachmann/cel-js'] },
  { owner: 'src/store/', packages: ['drizzle-orm', 'better-sqlite3', 'pg'] },
  { owner: 'src/render/', packages: ['handlebars', 'piscina', '@myriaddreamin/[^/]+', '@expo-google-fonts/[^/]+'] },
  { owner: 'src/identity/', packages: ['jose'] },
  { owner: 'src/metrics/', packages: ['prom-client'] },
  { owner: 'src/images/', packages: ['saxes'] },
  { owner: 'src/http/', packages: ['fastify', 'fastify-[^/]+', '@fastify/[^/]+'] },
];

const inPackage = (...packages) => `(^|/)node_modules/(@types/)?(${packages.join('|')})(/|$)`;
const anyOf = (names) => `(${names.join('|')})`;

const forbidden = [
  { name: 'no-circular', comment: 'A circle has no bottom to read from.', from: {}, to: { circular: true } },
  {
    name: 'core-is-pure',
    comment:
      'Core imports core and zod, in core/base what measures how far names are apart, and in core/language the YAML and CEL parsers.',
    from: { path: '^src/core/' },
    to: { pathNot: ['^src/core/', inPackage('zod', 'fastest-levenshtein', 'yaml', '@marcbachmann/cel-js')] },
  },
  ...Object.entries(CORE_LAYERS).map(([layer, below]) => ({
    name: `core-${layer}-is-above-its-imports`,
    comment: `core/${layer} imports within core only ${[layer, ...below].join(', ')}.`,
    from: { path: `^src/core/${layer}/` },
    to: { path: '^src/core/', pathNot: `^src/core/${anyOf([layer, ...below])}/` },
  })),
  {
    name: 'service-has-no-framework',
    comment: 'The use cases import core and each other; what they need of the world is passed in.',
    from: { path: '^src/service/' },
    to: { pathNot: ['^src/(core|service)/', inPackage('zod', 'json-canonicalize'), '^(node:)?crypto$'] },
  },
  {
    name: 'adapters-never-meet',
    comment: 'An adapter imports core, service and itself; main puts adapters together.',
    from: { path: `^src/${anyOf(ADAPTERS)}/` },
    to: { path: '^src/', pathNot: '^src/(core|service|$1)/' },
  },
  {
    name: 'config-knows-no-layer-but-core',
    comment: 'The configuration is read before anything is put together.',
    from: { path: '^src/config[.]ts$' },
    to: { path: '^src/', pathNot: '^src/core/' },
  },
  {
    name: 'programs-are-not-imported',
    comment: 'main and cli are where programs start; only cli may import main.',
    from: { pathNot: '^src/cli([.]ts$|/)' },
    to: { path: '^src/(main[.]ts$|cli([.]ts$|/))' },
  },
  {
    name: 'commands-have-no-database',
    comment: 'The command line works on files; whoever needs the store asks main.',
    from: { path: '^src/cli([.]ts$|/)' },
    to: { path: '^src/store/' },
  },
  ...OWNED_PACKAGES.map(({ owner, packages }) => ({
    name: `only-${owner.slice('src/'.length, -1).replace('/', '-')}-imports-its-packages`,
    comment: `Only ${owner} knows ${packages.join(', ')}.`,
    from: { path: '^src/', pathNot: `^${owner}` },
    to: { path: inPackage(...packages) },
  })),
  {
    name: 'every-file-has-a-layer',
    comment: 'A new folder or file of src gets its place in .ci/dependency-cruiser.cjs first.',
    from: {
      path: '^src/',
      pathNot: [
        `^src/core/${anyOf(Object.keys(CORE_LAYERS))}/`,
        `^src/${anyOf(['service', 'cli', ...ADAPTERS])}/`,
        '^src/(config|main|cli)[.]ts$',
      ],
    },
    to: {},
  },
  {
    name: 'no-development-package',
    comment: 'An installation without development packages must start.',
    from: { path: '^src/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: 'node_modules/@types/' },
  },
  {
    name: 'no-unresolvable',
    comment: 'An import that is not found would escape every other rule.',
    from: {},
    to: { couldNotResolve: true },
  },
];

module.exports = {
  forbidden: forbidden.map((rule) => ({ ...rule, severity: 'error' })),
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json', '.d.ts'],
    },
  },
};
