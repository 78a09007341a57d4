// Runs a program in this process, and holds it to its word: it ends with the exit code that it exports as a promise.
import { createRequire, SourceMap } from 'node:module';
import { relative, resolve } from 'node:path';
import { compileFunction } from 'node:vm';

export async function run(entry, { code, map }) {
  const program = resolve(entry);
  let hasEnded = false;
  process.once('exit', (status) => {
    if (!hasEnded && status === 0) {
      process.stderr.write('settings.ts ended the run before it was done: take process.exit out of it.\n');
      process.exitCode = 1;
    }
  });
  tellPlaces(program, map);
  const main = { exports: {} };
  const names = ['require', 'module', 'exports'];
  compileFunction(code, names, { filename: program })(createRequire(program), main, main.exports);
  const status = await main.exports.code;
  hasEnded = true;
  // What was said has to be out first: some pipes take their time.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(status)));
}

/** Lets the stack of an error name the lines of our own files. It is made when somebody asks for it. */
function tellPlaces(program, map) {
  let sources;
  Error.prepareStackTrace = (error, frames) => {
    sources ??= new SourceMap(JSON.parse(map));
    const lines = frames.map((frame) => {
      const place =
        frame.getFileName() === program
          ? sources.findEntry(frame.getLineNumber() - 1, frame.getColumnNumber() - 1)
          : undefined;
      return place?.originalSource === undefined
        ? `    at ${frame}`
        : `    at ${frame.getFunctionName() ?? 'the file'} (${relative('', place.originalSource)}:${place.originalLine + 1}:${place.originalColumn + 1})`;
    });
    return [error, ...lines].join('\n');
  };
}
