// Runs a program in this process, and holds it to its word: it ends with the exit code that it exports as a promise.
import { createRequire, SourceMap } from 'node:module';
import { relative, resolve } from 'node:path';
import { Script } from 'node:vm';

export async function run(entry, { settings, ours, packages }) {
  const program = resolve(entry);
  let hasEnded = false;
  const statusAtEnd = (status) => {
    if (hasEnded || status !== 0) {
      return status;
    }
    hasEnded = true;
    process.stderr.write('settings.ts ended the run before it was done: take process.exit out of it.\n');
    return 1;
  };
  process.once('exit', (status) => {
    process.exitCode = statusAtEnd(status);
  });
  // What process.exit calls last; called by itself, it tells nobody.
  const { reallyExit } = process;
  process.reallyExit = (status = 0) => reallyExit.call(process, statusAtEnd(status));
  const inSettings = resolve('settings.ts');
  tellPlaces({ [program]: ours.map, [inSettings]: settings.map });
  const installed = createRequire(program);
  const doors = packages === undefined ? {} : load(packages, resolve('packages.js'), installed);
  const packaged = (name) => doors[name]?.() ?? installed(name);
  let ofSettings;
  const required = (name) => {
    if (name !== './settings.ts') {
      return packaged(name);
    }
    if (ofSettings === undefined) {
      const listeners = process.listeners('exit');
      ofSettings = load(settings, inSettings, packaged);
      // What settings.ts would do at the end is not to change how the run ends.
      for (const listener of process.listeners('exit').filter((one) => !listeners.includes(one))) {
        process.off('exit', listener);
      }
    }
    return ofSettings;
  };
  const status = await load(ours, program, required).code;
  hasEnded = true;
  // Only a run that did its work has compiled all that it takes; what others keep is better than nothing.
  const isWhole = status === 0 && !process.argv.includes('--help');
  for (const script of [settings, ours, packages]) {
    if (script?.isWhole === undefined || (isWhole && !script.isWhole)) {
      script?.keep(script.compiledNow?.(), isWhole);
    }
  }
  // What was said has to be out first: some pipes take their time.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(status)));
}

/** Runs a script, with what the engine has compiled of it before, and returns what it exports. */
function load(script, filename, require) {
  const wrapped = `(function (require, module, exports) {${script.code}\n})`;
  const program = new Script(wrapped, { filename, cachedData: script.compiled });
  script.compiledNow = () => program.createCachedData();
  const main = { exports: {} };
  program.runInThisContext()(require, main, main.exports);
  return main.exports;
}

/** Lets the stack of an error name the lines of our own files. It is made when somebody asks for it. */
function tellPlaces(maps) {
  const read = new Map();
  const mapOf = (file) => {
    if (!read.has(file) && file in maps) {
      read.set(file, new SourceMap(JSON.parse(maps[file])));
    }
    return read.get(file);
  };
  Error.prepareStackTrace = (error, frames) => {
    const lines = frames.map((frame) => {
      const place = mapOf(frame.getFileName())?.findEntry(frame.getLineNumber() - 1, frame.getColumnNumber() - 1);
      return place?.originalSource === undefined
        ? `    at ${frame}`
        : `    at ${frame.getFunctionName() ?? 'the file'} (${relative('', place.originalSource)}:${place.originalLine + 1}:${place.originalColumn + 1})`;
    });
    return [error, ...lines].join('\n');
  };
}
