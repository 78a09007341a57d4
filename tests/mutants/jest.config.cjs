const base = require('../../jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
  ...base,
  ci: true,
  rootDir: '../..',
  testEnvironment: require.resolve('./bail-environment.cjs'),
  snapshotResolver: '<rootDir>/tests/mutants/snapshots.cjs',
  testMatch: [
    '<rootDir>/tests/mutants/all-tests.ts',
    ...process.env.MUTANTS_APART.split(' ').map((file) => `<rootDir>/${file}`),
  ],
};
