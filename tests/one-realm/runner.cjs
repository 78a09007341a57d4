// jest's own runner of a file of tests, with other modules: those of modules.cjs instead of new ones for each file.
const asyncHooks = require('node:async_hooks');
const { compileBy, forget, ofConfig, tidy } = require('./modules.cjs');

const { default: runFile } = ofConfig('jest-circus/runner');
const { createScriptTransformer } = ofConfig('@jest/transform');

/** Where errors tell their lines from, for each file of ours that is loaded. */
const sourceMaps = new Map();
/** What the part of jest that collects tests puts into the realm, each time under new symbols. */
const collected = ['EVENT_HANDLERS', 'JEST_STATE_SYMBOL', 'RETRY_TIMES_SETTER'];
const storages = [];

module.exports = async (globalConfig, config, _environment, runtime, path, send) => {
  const transformer = await createScriptTransformer(config);
  const known = runtime.getSourceMaps();
  for (const [file, map] of sourceMaps) {
    known.set(file, map);
  }
  compileBy((file) => {
    const { code, sourceMapPath } = transformer.transform(file, {});
    sourceMaps.set(file, sourceMapPath);
    known.set(file, sourceMapPath);
    return code;
  });
  Object.assign(runtime, {
    requireModule: require,
    requireInternalModule: anew,
    setGlobalsForRuntime: () => undefined,
  });
  try {
    return await runFile(globalConfig, config, { global: globalThis }, runtime, path, send);
  } finally {
    tidy(path);
    clear();
    // The next run is for what was edited meanwhile.
    if (globalConfig.watch || globalConfig.watchAll) {
      forget();
    }
  }
};

/** The part of jest that collects tests, which has to begin with none. */
function anew(path) {
  const { AsyncLocalStorage } = asyncHooks;
  asyncHooks.AsyncLocalStorage = class extends AsyncLocalStorage {
    constructor() {
      super();
      storages.push(this);
    }
  };
  delete require.cache[path];
  const part = require(path);
  asyncHooks.AsyncLocalStorage = AsyncLocalStorage;
  return part;
}

/** Takes away what that part leaves: its tests would stay in memory, and each promise would be followed for all of them. */
function clear() {
  for (const storage of storages.splice(0)) {
    storage.disable();
  }
  for (const symbol of Object.getOwnPropertySymbols(globalThis)) {
    if (collected.includes(symbol.description)) {
      delete globalThis[symbol];
    }
  }
}
