const base = require('../../jest.config.js');

const folder = process.env.MUTANTS_OF ?? '';
// What starts processes cannot be told which mutant it meets, and what reads the source meets none.
const apart = [
  'status-command',
  'synth/synth',
  'synth/killed',
  'start/start',
  'start/kept',
  'docs',
  'floors',
  'library',
];

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  ci: true,
  rootDir: '../..',
  testEnvironment: require.resolve('./bail-environment.cjs'),
  testMatch: [
    `<rootDir>/${folder}/**/*.test.ts`,
    ...(folder.startsWith('constructs') ? ['<rootDir>/tests/{invariants,dist,both-sides}.test.ts'] : []),
  ],
  testPathIgnorePatterns: apart.map((name) => `/${name}\\.test\\.ts$`),
};
