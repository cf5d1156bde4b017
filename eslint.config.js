import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

/** Lowest first. A room imports only from itself and from lower floors; rooms of one floor are strangers. */
const floors = [
  ['model'],
  ['policy', 'hosting'],
  ['access'],
  ['gather', 'checks'],
  ['audit'],
  ['report', 'store'],
  ['app', 'node'],
];
const pure = ['model', 'policy', 'hosting', 'access', 'checks', 'audit'];

const onDemand = { selector: 'ImportExpression', message: 'Only src/app loads on demand.' };
const noTry = {
  selector: 'TryStatement',
  message: 'A check may not catch: an unknown fact must end it.',
};
const noClock = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'A pure room may not read the clock.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'A pure room may not read the clock.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'A pure room may not use chance.',
  },
];

const rooms = floors.flatMap((floor, level) =>
  floor.map((room) => {
    const closed = floors
      .slice(level)
      .flat()
      .filter((other) => other !== room);
    const patterns = [
      ...(closed.length > 0
        ? [
            {
              regex: `(^|/)\\.\\./(${closed.join('|')})/`,
              message: `src/${room} may not import from: ${closed.join(', ')}.`,
            },
          ]
        : []),
      ...(pure.includes(room)
        ? [{ regex: '^[^.]', message: `src/${room} is pure: no packages.` }]
        : []),
    ];
    return {
      files: [`src/${room}/**/*.ts`, `src/${room}/**/*.svelte`],
      rules: {
        'no-restricted-imports': ['error', { patterns }],
        'no-restricted-globals': pure.includes(room)
          ? ['error', 'fetch', 'window', 'document', 'process', 'localStorage', 'indexedDB']
          : 'off',
        'no-restricted-syntax': [
          'error',
          ...(room === 'app' || room === 'node' ? [] : [onDemand]),
          ...(room === 'checks' ? [noTry] : []),
          ...(pure.includes(room) ? noClock : []),
        ],
      },
    };
  }),
);

export default [
  {
    ignores: ['dist', 'coverage', 'node_modules', 'test-results', 'playwright-report'],
  },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
  },
  {
    files: ['**/*.ts', '**/*.svelte', '**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['window', 'document', 'navigator', 'location', 'console', 'process', 'self', 'fetch'].map(
          (name) => [name, 'readonly'],
        ),
      ),
    },
    rules: {
      'no-undef': 'off',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['**/*.svelte'],
    rules: { 'svelte/no-at-html-tags': 'error', 'svelte/require-each-key': 'error' },
  },
  ...rooms,
];
