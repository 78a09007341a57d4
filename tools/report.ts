import type { Problem } from '../constructs/checks/problem';
import type { Warning } from '../constructs/common/warning';
import type { ChatSummary } from '../constructs/synthesis/synthesis';
import { wasCutOff } from './lock';
import type { Changes } from './output';
import { styled } from './terminal';

/** How many lines of a kind a person wants to read. */
const most = 10;

/** Says that the run failed, why, and what that means for the output. */
export function reportFailure(title: string, lines: readonly string[], written = 0): void {
  const { stderr } = process;
  stderr.write(`${styled(stderr, 'red', title)}\n\n${lines.map((line) => `  ${line}\n`).join('')}\n`);
  stderr.write(`${outputAfterFailure(written)}\n`);
}

function outputAfterFailure(written: number): string {
  // The cdk8s command empties its folder before it starts this program.
  const emptied = process.env.CDK8S_OUTDIR;
  if (emptied !== undefined) {
    return `Nothing was written, but cdk8s has emptied its output folder; "git checkout ${emptied}" brings it back.`;
  }
  if (written > 0) {
    return `${written} files were written before that. The next run writes the others.`;
  }
  return wasCutOff()
    ? 'Nothing was written. A run before this one was cut off; the next that succeeds finishes its work.'
    : 'Nothing was written: the output is as it was.';
}

/** `exposure.loadBalancer.port: "0" is not a port; …` */
export function lineOf({ path, message }: Problem | Warning): string {
  return `${path}: ${message}`;
}

/** One line for each warning, while a person can take them in. */
export function reportWarnings(warnings: readonly Warning[]): void {
  const { stderr } = process;
  for (const warning of warnings.slice(0, most * 2)) {
    stderr.write(`${styled(stderr, 'yellow', 'warning:')} ${lineOf(warning)}\n`);
  }
  if (warnings.length > most * 2) {
    stderr.write(`and ${warnings.length - most * 2} more warnings; --strict lists them all\n`);
  }
}

/** Tells what was written and where the chat is. */
export function reportSuccess(
  changes: readonly Changes[],
  cutOff: boolean,
  chats: readonly ChatSummary[],
  apply: string,
): void {
  const { stdout } = process;
  const say = (line = '') => stdout.write(`${line}\n`);
  if (cutOff) {
    say('The run before this one was cut off. This one has finished its work.\n');
  }
  for (const change of changes) {
    say(styled(stdout, 'bold', summaryOf(change)));
    for (const [word, files] of [
      ['new', change.added],
      ['changed', change.changed],
      ['removed', change.removed],
      ['kept, not made by this project', change.kept],
    ] as const) {
      for (const file of files.slice(0, most)) {
        say(`  ${file} (${word})`);
      }
      if (files.length > most) {
        say(`  and ${files.length - most} more (${word})`);
      }
    }
  }
  for (const chat of chats.slice(0, most)) {
    say();
    say(styled(stdout, 'bold', chat.folder === '' ? 'The chat' : `The chat ${chat.folder}`));
    for (const [title, text] of addressLines(chat)) {
      say(`  ${title.padEnd(16)}${text}`);
    }
  }
  if (chats.length > most) {
    say(`\nand ${chats.length - most} more chats`);
  }
  say(`\nNext: ${apply}`);
}

function summaryOf({ path, added, changed, removed, unchanged }: Changes): string {
  const written = added.length + changed.length;
  const total = written + unchanged;
  const changes = written + removed.length === 0 ? 'as before' : `${written} written, ${removed.length} removed`;
  return `${path}/: ${total} ${total === 1 ? 'file' : 'files'}, ${changes}`;
}

function addressLines({ modelUrl, namespace, service, port, secure, addresses }: ChatSummary): [string, string][] {
  const local = `http${secure ? 's' : ''}://localhost:${port}/`;
  return [
    ['model', `${modelUrl} in the namespace ${namespace}`],
    ['port-forward', local],
    ['', `kubectl port-forward service/${service} ${port}:${port} -n ${namespace}`],
    ...addresses.flatMap(({ title, url, command }): [string, string][] => [
      [title, url],
      ...(url.includes('<') ? [['', command] as [string, string]] : []),
    ]),
  ];
}
