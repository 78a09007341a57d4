// Makes one program of an entry and all that it imports: what is ours, and apart from it the packages, which change less often.
import { readFileSync, realpathSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { keep, kept } from './kept.mjs';

// An import of it would be looked through for its names first, which takes longer than the build.
const require = createRequire(import.meta.url);

/** Packages of which we know that they are the same in a bundle. Beside others, which may load these again, nothing is bundled. */
const bundled = ['cdk8s', 'cdk8s-plus-27/lib/imports/k8s', 'constructs', 'diff', 'fast-json-patch', 'js-yaml'];

const common = {
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node20.19',
  supported: { 'dynamic-import': false },
  metafile: true,
  sourcesContent: false,
  outdir: '.',
  logLevel: 'silent',
};

/**
 * The scripts of an entry: its own and the one of its packages, each with what the engine has compiled of it.
 *
 * @returns why there are none, as a text, when settings.ts cannot be read
 */
export async function scriptsOf(entry) {
  try {
    // Apart, because it is what people edit.
    const settings = scriptOf('settings', own('settings.ts'));
    const ours = scriptOf(entry.replaceAll('/', '-'), own(entry, resolve('settings.ts')));
    if ([...settings.packages, ...ours.packages].every((name) => bundled.includes(name))) {
      const doors = bundled.map((name) => `'${name}': () => require('${name}')`);
      const stdin = { contents: `module.exports = { ${doors} };`, resolveDir: '.' };
      return {
        settings,
        ours,
        packages: scriptOf('packages', { stdin, minifySyntax: true, minifyWhitespace: true }),
      };
    }
    // Node.js 22 keeps what it has compiled of the packages by itself.
    module.enableCompileCache?.();
    return { settings, ours };
  } catch (error) {
    const { formatMessagesSync } = require('esbuild');
    return `${await reasonOf(error, formatMessagesSync)}\n\n${consequence()}`;
  }
}

function own(entry, ...external) {
  return { entryPoints: [entry], external, packages: 'external', sourcemap: 'external' };
}

function scriptOf(name, options) {
  // Packages may be links to elsewhere.
  const places = bundled.map((path) => realpathSync(`node_modules/${path.split('/')[0]}`));
  const key = JSON.stringify([
    process.version,
    process.arch,
    process.execArgv,
    process.env.NODE_OPTIONS,
    common,
    options,
    places,
  ]);
  const begin = Date.now();
  const keeping = (script) => (compiled, isWhole) =>
    keep(name, key, script.files, begin, { ...script, compiled, isWhole });
  const found = kept(name, key);
  if (found !== undefined) {
    return { ...found, keep: keeping(found) };
  }
  // Its way through a thread of its own takes longer.
  process.env.ESBUILD_WORKER_THREADS = '0';
  const { buildSync, formatMessagesSync } = require('esbuild');
  const { outputFiles, warnings, metafile } = buildSync({ ...common, ...options });
  // Typical of a group that was pasted beside the one in whose place it goes; the last would count.
  const twice = warnings.filter(({ id, location }) => id === 'duplicate-object-key' && location.file === 'settings.ts');
  if (twice.length > 0) {
    throw Object.assign(new Error(twice[0].text), { errors: twice });
  }
  process.stderr.write(formatMessagesSync(warnings, { kind: 'warning' }).join(''));
  const [code, map] = outputFiles.map(({ text }) => text).reverse();
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const packages = imports
    .map(({ path }) => path)
    .filter((path) => !module.isBuiltin(path) && path !== './settings.ts');
  const files = Object.keys(metafile.inputs).filter((path) => path !== '<stdin>');
  const script = { code, map, packages, files };
  return { ...script, keep: keeping(script) };
}

async function reasonOf({ errors = [], message }, formatMessagesSync) {
  const unreadable = settingsUnreadable();
  if (unreadable !== undefined) {
    return unreadable;
  }
  const [first] = errors;
  if (first?.location?.file === 'settings.ts') {
    const { line, column, lineText } = first.location;
    // esbuild counts bytes.
    const characters = Buffer.from(lineText).subarray(0, column).toString().length;
    const { slipOf } = await import('./slip.mjs');
    const slip = slipOf(readFileSync('settings.ts', 'utf8'), { message: first.text, line, column: characters });
    if (slip !== undefined) {
      return `settings.ts:${slip.replace(/\p{C}/gu, '')}`;
    }
  }
  return formatMessagesSync(errors, { kind: 'error' }).join('').trimEnd() || message;
}

const reasons = {
  ENOENT: 'settings.ts is not there, and it says what to make; "git checkout settings.ts" brings it back.',
  EISDIR: 'settings.ts is a folder, where a file with the settings goes; move it away.',
  EACCES: 'settings.ts may not be read; check its owner and rights.',
};

function settingsUnreadable() {
  try {
    readFileSync('settings.ts');
    return undefined;
  } catch ({ code }) {
    return reasons[code] ?? `settings.ts cannot be read (${code}).`;
  }
}

function consequence() {
  const emptied = process.env.CDK8S_OUTDIR;
  return emptied === undefined
    ? 'Nothing was written: the output is as it was.'
    : `Nothing was written, but cdk8s has emptied its output folder; "git checkout ${emptied}" brings it back.`;
}
