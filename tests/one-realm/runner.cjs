// jest's own runner of a file of tests, with other modules: those of modules.cjs instead of new ones for each file.
const { compileBy, forget, ofConfig, tidy } = require('./modules.cjs');

const { default: runFile } = ofConfig('jest-circus/runner');
const { createScriptTransformer } = ofConfig('@jest/transform');

/** Where errors tell their lines from, for each file of ours that is loaded. */
const sourceMaps = new Map();

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
    // The next run is for what was edited meanwhile.
    if (globalConfig.watch || globalConfig.watchAll) {
      forget();
    }
  }
};

/** The part of jest that collects tests, which has to begin with none. */
function anew(path) {
  delete globalThis[Symbol.for('EVENT_HANDLERS')];
  delete require.cache[path];
  return require(path);
}
