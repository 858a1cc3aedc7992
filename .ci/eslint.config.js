import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import jsdoc from 'eslint-plugin-jsdoc';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-eslint';

// Run from the root: `eslint --config .ci/eslint.config.js .`. Patterns are relative to the folder it is run from, which lets
// test/tooling.test.ts apply this very file to `.ci/bad-samples/eslint`. Every rule set in a block named `preclear/…` has a bad
// sample there. Which layer may import which is held by `.ci/dependency-cruiser.cjs`.

const TYPESCRIPT = ['**/*.ts'];
const TESTS = ['test/**/*.ts'];
const TOOL_CONFIGS = ['*.config.ts', '.ci/*'];

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a default export has a different name at each import.',
};
const noModuleState = {
  selector: ':matches(Program, Program > ExportNamedDeclaration) > VariableDeclaration[kind="let"]',
  message: 'No state in a module: pass it in and return it.',
};
const noEnvironment = {
  selector: 'MemberExpression[object.name="process"][property.name=/^(env|loadEnvFile)$/]',
  message: 'src/config.ts is the only reader of the environment.',
};
const noAmbientInput = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'Core reads no clock: take the date as an argument.',
  },
  { selector: 'CallExpression[callee.name="Date"]', message: 'Core reads no clock: take the date as an argument.' },
  {
    selector: 'MemberExpression[object.name="Date"][property.name="now"]',
    message: 'Core reads no clock: take the date as an argument.',
  },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'Core draws no random numbers: take the value as an argument.',
  },
  { selector: 'MemberExpression[object.name="process"]', message: 'Core does not know the process it runs in.' },
  { selector: 'ImportExpression', message: 'Core loads nothing while it runs.' },
];

/** Refuses every package and Node module to core, but for the packages named. */
function onlyPackages(...names) {
  const allowed = names.map((name) => `${name}$`).join('|');
  return {
    patterns: [
      { regex: '^node:', message: 'Core is pure: no Node modules.' },
      {
        regex: `^(?!\\.{1,2}/|node:|${allowed})`,
        message: `Core is pure: here only ${names.join(', ')} may be imported.`,
      },
    ],
  };
}

export default defineConfig(
  globalIgnores(['dist', 'coverage', 'data', 'test/fixtures', '.ci/bad-samples']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: dirname(dirname(fileURLToPath(import.meta.url))) },
    },
  },
  {
    name: 'preclear/typescript',
    files: TYPESCRIPT,
    rules: {
      // Three-valued code: a truth is a word, so nothing but a boolean is a condition and no case goes unsaid.
      '@typescript-eslint/strict-boolean-expressions': [
        'error',
        { allowString: false, allowNumber: false, allowNullableObject: false },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        {
          considerDefaultExhaustiveForUnions: false,
          allowDefaultCaseForExhaustiveSwitch: false,
          requireDefaultForNonUnion: true,
        },
      ],
      '@typescript-eslint/prefer-nullish-coalescing': 'error',
      eqeqeq: 'error',

      // Casts and accidents.
      '@typescript-eslint/consistent-type-assertions': [
        'error',
        { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' },
      ],
      '@typescript-eslint/no-unsafe-type-assertion': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-shadow': 'error',
      '@typescript-eslint/require-array-sort-compare': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        {
          'ts-expect-error': 'allow-with-description',
          'ts-ignore': true,
          'ts-nocheck': true,
          'ts-check': true,
          minimumDescriptionLength: 10,
        },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        {
          allowNumber: true,
          allowAny: false,
          allowBoolean: false,
          allowNever: false,
          allowNullish: false,
          allowRegExp: false,
        },
      ],
      'no-param-reassign': 'error',
      'no-console': 'error',

      // Edges.
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': ['error', noDefaultExport],
    },
  },
  {
    name: 'preclear/source',
    files: ['src/**/*.ts'],
    ignores: ['src/config.ts'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport, noModuleState, noEnvironment] },
  },
  {
    name: 'preclear/core',
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', onlyPackages('zod')],
      'no-restricted-syntax': ['error', noDefaultExport, noModuleState, ...noAmbientInput],
      'no-restricted-globals': [
        'error',
        'crypto',
        'fetch',
        'globalThis',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'setInterval',
        'setTimeout',
      ],
    },
  },
  {
    name: 'preclear/core-base',
    files: ['src/core/base/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', onlyPackages('zod', 'fastest-levenshtein')] },
  },
  {
    name: 'preclear/core-language',
    files: ['src/core/language/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', onlyPackages('zod', 'yaml', '@marcbachmann/cel-js')] },
  },
  {
    name: 'preclear/docstrings',
    files: ['src/core/**/*.ts', 'src/service/**/*.ts'],
    plugins: { jsdoc },
    settings: { jsdoc: { mode: 'typescript' } },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          enableFixer: false,
          require: { ClassDeclaration: true, FunctionDeclaration: true, FunctionExpression: true },
          contexts: [
            'TSInterfaceDeclaration',
            'TSTypeAliasDeclaration',
            'ExportNamedDeclaration > VariableDeclaration',
          ],
        },
      ],
      'jsdoc/informative-docs': 'error',
      'jsdoc/check-param-names': ['error', { disableMissingParamChecks: true }],
      'jsdoc/check-tag-names': 'error',
      'jsdoc/no-types': 'error',
    },
  },
  {
    name: 'programs that print',
    files: ['src/cli.ts', 'src/main.ts', 'bench/**/*.ts', '.ci/*'],
    rules: { 'no-console': 'off' },
  },
  {
    name: 'tests',
    files: TESTS,
    rules: {
      // Bodies and expectations (`expect.any`) are untyped; the assertion on the whole value is the check.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
    },
  },
  {
    name: 'tool configurations',
    files: TOOL_CONFIGS,
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    name: 'plain JavaScript',
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: {
      globals: Object.fromEntries(
        ['AbortSignal', 'Buffer', 'URL', 'clearTimeout', 'console', 'fetch', 'process', 'setTimeout'].map((name) => [
          name,
          'readonly',
        ]),
      ),
    },
  },
  {
    name: 'CommonJS',
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { module: 'writable', require: 'readonly' } },
  },
);
