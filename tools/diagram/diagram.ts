import { synthesize } from '../../constructs/synthesis/synthesis';
import { failureOf } from '../command/failure';
import { reportFailure } from '../command/report';
import { writeLines } from '../command/terminal';
import { diagramOf } from './topology';

/** What `npm run diagram` prints: the topology of the current settings. */
export const code = import('../../settings')
  .then(({ settings }) => {
    writeLines(process.stdout, diagramOf(synthesize(settings).manifests));
    return 0;
  })
  .catch((error: unknown) => {
    reportFailure(...failureOf(error));
    return 1;
  });
