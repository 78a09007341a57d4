/** @type {import('jest').Config} */
module.exports = {
  // Half of the time goes into processes that tests start, so every core gets a worker.
  maxWorkers: '100%',
  testMatch: ['<rootDir>/{constructs,tests,tools}/**/*.test.ts'],
  snapshotResolver: '<rootDir>/tests/snapshot-resolver.js',
  transform: {
    '\\.[jt]s$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  // kubernetes-models exports ES modules alone, and jest runs CommonJS.
  transformIgnorePatterns: ['/node_modules/(?!(@?kubernetes-models|is-cidr|cidr-regex|ip-regex)/)'],
  moduleNameMapper: {
    '^(kubernetes-models|@kubernetes-models/apimachinery)/(.*)$': '<rootDir>/node_modules/$1/$2.js',
    '^@kubernetes-models/(base|validate)$': '<rootDir>/node_modules/@kubernetes-models/$1/dist/index.js',
    '^@kubernetes-models/validate/runtime/(.*)$':
      '<rootDir>/node_modules/@kubernetes-models/validate/dist/runtime/$1.js',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};
