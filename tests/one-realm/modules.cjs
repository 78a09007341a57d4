// Loads files of tests and what they import into the realm of Node.js itself, so that the packages are loaded once for all of them.
const Module = require('node:module');
const { join, sep } = require('node:path');

// What jest is made of. It is no dependency of ours by name.
const ofJest = Module.createRequire(require.resolve('jest/package.json'));
const ofCli = Module.createRequire(ofJest.resolve('@jest/core'));
const ofConfig = Module.createRequire(ofCli.resolve('jest-config'));
const { ModuleMocker } = Module.createRequire(ofConfig.resolve('jest-environment-node'))('jest-mock');

const inProject = (path) => join(process.cwd(), path);
const isOurs = (path) => path.startsWith(inProject(sep)) && !path.includes(`${sep}node_modules${sep}`);

/** Lets `compile` make JavaScript of our TypeScript, which it is given by its path. */
function compileBy(compile) {
  require.extensions['.ts'] = (module, path) => module._compile(compile(path), path);
}

/** By the words by which they are imported, in whichever file of ours. */
const mocks = new Map();
const load = Module._load;
Module._load = (request, parent, isMain) =>
  mocks.has(request) && isOurs(parent.filename) ? mocks.get(request) : load(request, parent, isMain);

/** Forgets what is ours, and what is mocked, so that it is loaded anew. The classes in `imports/` know no state. */
function forget() {
  mocks.clear();
  for (const path of Object.keys(require.cache)) {
    if (path.endsWith('.ts') && isOurs(path) && !path.startsWith(inProject('imports'))) {
      delete require.cache[path];
    }
  }
}

const mocker = new ModuleMocker(globalThis);

/** What a file of tests calls "jest". */
globalThis.jest = {
  fn: mocker.fn.bind(mocker),
  spyOn: mocker.spyOn.bind(mocker),
  restoreAllMocks: () => mocker.restoreAllMocks(),
  setTimeout: (milliseconds) => {
    globalThis[Symbol.for('TEST_TIMEOUT_SYMBOL')] = milliseconds;
  },
  mock: (name, make) => {
    // It comes before the imports of its file. What was loaded before has what is real.
    if (mocks.size === 0) {
      forget();
    }
    mocks.set(name, make());
  },
  requireActual: (name) => load(name),
};

/** Undoes what a file of tests did to the others' world. */
function tidy(path) {
  mocker.restoreAllMocks();
  delete globalThis[Symbol.for('TEST_TIMEOUT_SYMBOL')];
  delete require.cache[path];
  if (mocks.size > 0) {
    forget();
  }
}

module.exports = { compileBy, forget, ofConfig, tidy };
