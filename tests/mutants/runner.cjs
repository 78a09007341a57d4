// Stryker's runner: the packages are loaded once for all mutants, and what is ours once for each mutant.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');
const { configureGlobal } = require('fast-check');
const { transform, testTimeout } = require('../../jest.config.js');
const { compileBy, forget, ofConfig, tidy } = require('../one-realm/modules.cjs');

const circus = ofConfig('jest-circus');
const ofCircus = Module.createRequire(ofConfig.resolve('jest-circus'));
const { jestExpect: expect } = ofCircus('@jest/expect');
const { SnapshotState } = ofCircus('jest-snapshot');

const [[, options]] = Object.values(transform);
// Moves jest.mock above the imports, as jest's own transform does.
const { jsc } = options;
const compilerOptions = { ...options, jsc: { ...jsc, transform: { hidden: { jest: true } } } };
const compiled = new Map();
compileBy((filename) => {
  if (!compiled.has(filename)) {
    compiled.set(filename, transformSync(readFileSync(filename, 'utf8'), { ...compilerOptions, filename }).code);
  }
  return compiled.get(filename);
});

const { describe, it, test, beforeAll, beforeEach, afterAll, afterEach } = circus;
Object.assign(globalThis, { describe, it, test, beforeAll, beforeEach, afterAll, afterEach, expect });

function idOf({ name, parent }, file) {
  const names = [name];
  for (let block = parent; block?.parent !== undefined; block = block.parent) {
    names.unshift(block.name);
  }
  return `${file} ${names.join(' ')}`;
}

const loadOf = (file) => `${file} loads`;

/** Runs a file's tests, those of `only` when it is given, and gives each its result. */
async function runFile(file, stryker, only, bail) {
  const results = [];
  const path = join(process.cwd(), file);
  let failed = false;
  // What a file does while it is loaded can matter to each of its tests.
  const isWanted = (id) => only === undefined || only.has(id) || only.has(loadOf(file));
  const settle = (id, errors, started) => {
    failed ||= errors.length > 0;
    const rest = { id, name: id, fileName: path, timeSpentMs: Date.now() - started };
    const failureMessage = String(errors.flat()[0]?.message ?? errors.flat()[0]);
    results.push(errors.length > 0 ? { ...rest, status: 1, failureMessage } : { ...rest, status: 0 });
  };
  const started = Date.now();
  circus.resetState();
  circus.getState().testTimeout = testTimeout;
  configureGlobal({ seed: Number(process.env.PROPERTY_SEED) });
  stryker.currentTestId = loadOf(file);
  try {
    require(path);
    settle(loadOf(file), [], started);
  } catch (error) {
    settle(loadOf(file), [error], started);
    tidy(path);
    return results;
  }
  const snapshotState = new SnapshotState(join(process.cwd(), `__snapshots__/${file.replaceAll('/', '.')}.snap`), {
    rootDir: process.cwd(),
    snapshotFormat: { escapeString: false, printBasicPrototype: false },
    updateSnapshot: 'none',
  });
  expect.setState({ snapshotState, testPath: path, suppressedErrors: [] });
  const watch = (event) => {
    if (event.name === 'test_start') {
      const id = idOf(event.test, file);
      stryker.currentTestId = id;
      expect.setState({ currentTestName: id.slice(file.length + 1), testFailing: event.test.failing });
      if ((failed && bail) || !isWanted(id)) {
        event.test.mode = 'skip';
      }
    }
    if (event.name === 'test_done') {
      event.test.errors.push(...expect.getState().suppressedErrors.splice(0));
      event.test.errors.push(...expect.extractExpectedAssertionsErrors().map(({ error }) => error));
      settle(idOf(event.test, file), event.test.errors, Date.now() - event.test.duration);
    }
  };
  circus.addEventHandler(watch);
  const { unhandledErrors } = await circus.run();
  circus.removeEventHandler(watch);
  if (unhandledErrors.length > 0) {
    settle(loadOf(file), unhandledErrors, Date.now());
  }
  tidy(path);
  return results;
}

/** What the changed code asks which mutant it is. */
function shared() {
  globalThis.__stryker__ ??= {};
  return globalThis.__stryker__;
}

class Runner {
  files = process.env.MUTANTS_TESTS.split(' ');
  stryker = shared();

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    const mutantCoverage = { static: {}, perTest: {} };
    this.stryker.mutantCoverage = mutantCoverage;
    const tests = [];
    for (const file of this.files) {
      // What a file of tests loads counts as covered by it, and not by the first one alone.
      forget();
      tests.push(...(await runFile(file, this.stryker)));
    }
    return { status: 'complete', tests, mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    const only = testFilter === undefined ? undefined : new Set(testFilter);
    const touched = new Set((testFilter ?? []).map((id) => id.split(' ', 1)[0]));
    this.stryker.mutantCoverage = { static: {}, perTest: {} };
    this.stryker.hitLimit = hitLimit;
    this.stryker.hitCount = hitLimit === undefined ? undefined : 0;
    let nrOfTests = 0;
    // What was loaded, or is kept from other mutants, knows nothing of this one.
    forget();
    // The tests beside a file notice most of what is changed in it.
    const isBeside = (file) => activeMutant.fileName.replace(/\.ts$/, '.test.ts').endsWith(file);
    const files = this.files.filter((file) => only === undefined || touched.has(file));
    for (const file of [...files.filter(isBeside), ...files.filter((file) => !isBeside(file))]) {
      this.stryker.activeMutant = activeMutant.id;
      const results = await runFile(file, this.stryker, only, true);
      this.stryker.activeMutant = undefined;
      nrOfTests += results.length;
      if (this.stryker.hitCount > hitLimit) {
        return { status: 'timeout', reason: 'it goes round without end' };
      }
      const failed = results.filter(({ status }) => status === 1);
      if (failed.length > 0) {
        return {
          status: 'killed',
          killedBy: failed.map(({ id }) => id),
          failureMessage: failed[0].failureMessage,
          nrOfTests,
        };
      }
    }
    return { status: 'survived', nrOfTests };
  }
}

exports.strykerPlugins = [{ kind: 'TestRunner', name: 'one-realm', factory: () => new Runner() }];
