// The snapshots of the tests that all-tests.ts takes together are in one file, which run.mjs makes.
const { join } = require('node:path');
const apart = require('../snapshot-resolver');

const together = 'all-tests.ts';
const snapshots = process.env.MUTANTS_SNAPSHOTS;

module.exports = {
  ...apart,
  resolveSnapshotPath: (test, extension) =>
    test.endsWith(together) ? snapshots : apart.resolveSnapshotPath(test, extension),
  resolveTestPath: (path, extension) =>
    path === snapshots ? join(__dirname, together) : apart.resolveTestPath(path, extension),
};
