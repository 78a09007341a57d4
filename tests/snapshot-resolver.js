// Every snapshot of the project is in __snapshots__ at the top, under the path of its test with dots for slashes.
const { basename, join, relative, sep } = require('node:path');

const root = join(__dirname, '..');

module.exports = {
  resolveSnapshotPath: (test, extension) =>
    join(root, '__snapshots__', `${relative(root, test).split(sep).join('.')}${extension}`),
  resolveTestPath: (snapshot, extension) => {
    const parts = basename(snapshot, `.test.ts${extension}`).split('.');
    return join(root, ...parts.slice(0, -1), `${parts[parts.length - 1]}.test.ts`);
  },
  testPathForConsistencyCheck: join(root, 'constructs', 'exposure', 'example.test.ts'),
};
