import { join } from 'node:path';

// All in one file: cdk8s is loaded once for each mutant, not once for each file of tests.
for (const file of (process.env.MUTANTS_TESTS ?? '').split(' ')) {
  describe(file, () => {
    require(join(__dirname, '..', '..', file));
  });
}
