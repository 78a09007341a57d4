import { synthesize } from '../../constructs/synthesis/synthesis';
import { answered } from './guide-run';

export const code = answered(process.argv.slice(2), async () => synthesize((await import('../../settings')).settings));
