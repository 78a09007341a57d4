/** @type {import('jest').Config} */
module.exports = {
  // Half of the time goes into processes that tests start, so every core gets a worker.
  maxWorkers: '100%',
  testMatch: ['<rootDir>/{constructs,tests,tools}/**/*.test.ts'],
  // A busy machine is no failure: what hangs for minutes is.
  testTimeout: 300_000,
  globalSetup: '<rootDir>/tests/seed.js',
  setupFilesAfterEnv: ['<rootDir>/tests/use-seed.js'],
  // Loads modules once for each worker, and not for each file.
  testRunner: '<rootDir>/tests/one-realm/runner.cjs',
  // Nothing in it is ours: other tools keep copies there.
  modulePathIgnorePatterns: ['<rootDir>/.cache/'],
  snapshotResolver: '<rootDir>/tests/snapshot-resolver.js',
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
};
