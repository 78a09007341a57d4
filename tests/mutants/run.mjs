// Changes the code of a folder in one place at a time, and tells which changes no test notices: npm run mutants -- FOLDER
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const version = '9.6.1';
const home = join('.cache', 'mutants');
const [folder = ''] = process.argv.slice(2).map((argument) => argument.replace(/\/+$/, ''));
if (!/^(constructs|tools)(\/|$)/.test(folder) || !existsSync(folder)) {
  process.stderr.write('npm run mutants -- FOLDER, a folder or a file of constructs/ or tools/\n');
  process.exit(1);
}

// It is 95 packages that nothing else needs, so it is installed by its first run.
const stryker = join(home, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
if (!existsSync(stryker)) {
  mkdirSync(home, { recursive: true });
  const options = ['--no-save', '--no-audit', '--no-fund', '--prefix', home];
  execFileSync('npm', ['install', ...options, `@stryker-mutator/core@${version}`], { stdio: 'inherit' });
}

// What starts processes cannot be told which mutant it meets, and what reads the source meets none.
const unfit =
  /(-command|synth\/synth|synth\/killed|start\/start|start\/kept|guide\/pasted|one-realm|docs|floors|library|properties|synthesis\/text)\.test\.ts$/;
const own = `${folder.endsWith('.ts') ? dirname(folder) : folder}/`;
const elsewhere = folder.startsWith('constructs') ? ['constructs/', 'tests/', 'tools/guide/'] : [];
// The folder's own tests first: they are those that should notice.
const tests = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.test.ts'], { encoding: 'utf8' })
  .trim()
  .split('\n')
  .filter((file) => !unfit.test(file) && [own, ...elsewhere].some((place) => file.startsWith(place)))
  .sort((a, b) => Number(b.startsWith(own)) - Number(a.startsWith(own)));
// The others are asked only about what these did not notice.
const isFirst = (file) => file.startsWith(own) || /^tests\/(dist|one-mistake|whole-objects)\.test\.ts$/.test(file);

/** Each mutant of what `mutate` names, with what came of it. */
function mutantsOf(mutate, files) {
  const report = join(home, 'report.json');
  const configuration = join(home, 'stryker.json');
  const options = {
    testRunner: 'one-realm',
    plugins: [join(process.cwd(), 'tests', 'mutants', 'runner.cjs')],
    coverageAnalysis: 'perTest',
    // Tests make objects while they are collected, which counts as static.
    ignoreStatic: false,
    mutate,
    // It cannot read the configuration of TypeScript 7, and leaves out what is not there.
    tsconfigFile: 'none.json',
    ignorePatterns: ['.cache', 'dist', 'dist-private'],
    // A busy machine is no mutant that hangs.
    timeoutMS: 30_000,
    maxTestRunnerReuse: 200,
    tempDirName: join(home, 'sandbox'),
    reporters: ['json', 'progress-append-only'],
    jsonReporter: { fileName: report },
  };
  writeFileSync(configuration, JSON.stringify(options));
  const env = { ...process.env, PROPERTY_SEED: '7', PROPERTY_RUNS: '20', MUTANTS_TESTS: files.join(' ') };
  const { status } = spawnSync('node', [stryker, 'run', configuration], { stdio: 'inherit', env });
  if (status !== 0) {
    process.exit(status ?? 1);
  }
  return Object.entries(JSON.parse(readFileSync(report, 'utf8')).files).flatMap(([file, { source, mutants }]) =>
    mutants.map((mutant) => ({ ...mutant, file, original: originalOf(mutant, source) })),
  );
}

/** The text that a mutant replaces. */
function originalOf({ location: { start, end } }, source) {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1).slice(0, end.column - 1);
  return [lines[0].slice(start.column - 1), ...lines.slice(1)].join('\n');
}

/** Sentences for people may be worded in other ways. Names, commands and paths may not. */
function isProse({ mutatorName, original }) {
  return mutatorName === 'StringLiteral' && original.split(/\s+/).length > 3 && !original.includes('kubectl');
}

const isUnnoticed = ({ status }) => status === 'Survived' || status === 'NoCoverage';
const keyOf = ({ file, location, mutatorName, replacement }) =>
  JSON.stringify([file, location, mutatorName, replacement]);
const rangeOf = ({ file, location: { start, end } }) =>
  `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;

const everything = folder.endsWith('.ts') ? [folder] : [`${folder}/**/*.ts`, `!${folder}/**/*.test.ts`];
const judged = mutantsOf(everything, tests.filter(isFirst)).filter((mutant) => !isProse(mutant));
let unnoticed = judged.filter(isUnnoticed);
const others = tests.filter((file) => !isFirst(file));
if (unnoticed.length > 0 && others.length > 0 && !process.argv.includes('--first')) {
  const left = new Set(mutantsOf(unnoticed.map(rangeOf), others).filter(isUnnoticed).map(keyOf));
  unnoticed = unnoticed.filter((mutant) => left.has(keyOf(mutant)));
}
for (const { file, location, mutatorName, original, replacement = '' } of unnoticed) {
  const [before, after] = [original, replacement].map((text) => text.split('\n')[0]);
  process.stdout.write(`${file}:${location.start.line} ${mutatorName}: ${before} → ${after}\n`);
}
const share = ((judged.length - unnoticed.length) / judged.length) * 100;
const least = JSON.parse(readFileSync(join('tests', 'mutants', 'thresholds.json'), 'utf8'))[folder];
const wanted = least === undefined ? 'no threshold yet' : `at least ${least} % wanted`;
process.stdout.write(
  `${folder}: ${judged.length} mutants, ${unnoticed.length} unnoticed: ${share.toFixed(1)} % noticed, ${wanted}\n`,
);
process.exit(least !== undefined && share < least ? 1 : 0);
