import { synthesize } from '../constructs/synthesis/synthesis';
import { reportFailure } from './report';
import { failureOf } from './run';
import { diagramOf } from './topology';

/** What `npm run diagram` prints: the topology of the current settings. */
import('../settings')
  .then(({ settings }) => process.stdout.write(diagramOf(synthesize(settings).manifests)))
  .catch((error: unknown) => {
    reportFailure(...failureOf(error));
    process.exitCode = 1;
  });
