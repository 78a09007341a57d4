import { runCommand } from '../command/command';
import { optionsOf } from '../command/options';
import { typeCheck } from './type-check';

const flag = { type: 'boolean' } as const;

const usage = `npm run synth                 both folders, dist/ and dist-private/
npm run synth -- --quiet      says nothing but warnings and failures
npm run synth -- --strict     takes a warning for a failure
npm run synth -- --check      writes nothing; ends with 1 when dist/ or dist-private/ is not what the settings make
npm run synth -- --diff       writes nothing; shows what would change, line by line
npm run synth -- --help       says this`;

const options = optionsOf({ quiet: flag, strict: flag, check: flag, diff: flag, help: flag });

// Both sides, or neither.
export const code = runCommand(usage, options, async (chosen) => {
  const folders = { public: 'dist', private: 'dist-private' };
  // The compiler takes longest, so it starts before the synthesizer is loaded.
  const types = typeCheck();
  const { run } = await import('./run');
  try {
    return await run(() => import('../../settings'), { folders, typeCheck: types.errors, ...chosen });
  } finally {
    await types.end();
  }
});
