import type { Problem } from '../../constructs/checks/problem';
import type { Warning } from '../../constructs/common/warning';
import type { ChatAddress } from '../../constructs/finished/addresses';
import type { ChatSummary, PageSummary } from '../../constructs/synthesis/synthesis';
import { wasCutOff } from '../output/lock';
import { shellWord } from './shell';
import { styled, writeLine } from './terminal';

/** How many lines of a kind a person wants to read. */
export const most = 10;

/** Says that the run failed, why, and what that means for the output. */
export function reportFailure(title: string, lines: readonly string[], written = 0): void {
  const { stderr } = process;
  for (const line of [styled(stderr, 'red', title), '', ...lines.map((line) => `  ${line}`), '']) {
    writeLine(stderr, line);
  }
  writeLine(stderr, outputAfterFailure(written));
}

function outputAfterFailure(written: number): string {
  // The cdk8s command empties its folder before it starts this program.
  const emptied = process.env.CDK8S_OUTDIR;
  if (emptied !== undefined) {
    return `Nothing was written, but cdk8s has emptied its output folder; "git checkout ${shellWord(emptied)}" brings it back.`;
  }
  if (written > 0) {
    return `${written} files were written before that. The next run writes the others.`;
  }
  return wasCutOff()
    ? 'Nothing was written. A run before this one was cut off; the next that succeeds finishes its work.'
    : 'Nothing was written: the output is as it was.';
}

/** Says that the output is not what the settings make, and what to do about it. */
export function reportDrift(): void {
  const cutOff = wasCutOff() ? 'A run was cut off before it had written everything. ' : '';
  const remedy = 'run "npm run synth", read what it changes, and commit it';
  writeLine(process.stderr);
  writeLine(process.stderr, `${cutOff}The output is not what the settings make: ${remedy}.`);
}

/** `exposure.loadBalancer.port: "0" is not a port; …` */
export function lineOf({ path, message }: Problem): string {
  return `${path}: ${message}`;
}

/** `warning[open-to-everyone] exposure.loadBalancer.sourceRanges: …` */
export function warningLineOf(warning: Warning, highlight = (text: string) => text): string {
  return `${highlight(`warning[${warning.id}]`)} ${lineOf(warning)}`;
}

/** One line for each warning, while a person can take them in. */
export function reportWarnings(warnings: readonly Warning[]): void {
  const { stderr } = process;
  for (const warning of warnings.slice(0, most * 2)) {
    writeLine(
      stderr,
      warningLineOf(warning, (text) => styled(stderr, 'yellow', text)),
    );
  }
  if (warnings.length > most * 2) {
    writeLine(stderr, `and ${warnings.length - most * 2} more warnings; --strict lists them all`);
  }
}

/** Tells where each chat is. */
export function reportChats(chats: readonly ChatSummary[]): void {
  for (const chat of chats.slice(0, most)) {
    say();
    say(styled(process.stdout, 'bold', chat.folder === '' ? 'The chat' : `The chat ${chat.folder}`));
    for (const [title, text] of addressLines(chat)) {
      say(`  ${title.padEnd(15)} ${text}`);
    }
  }
  sayMore(chats, 'and %s more chats', true);
}

function addressLines({ modelUrl, namespace, page, addresses }: ChatSummary): [string, string][] {
  return [
    ['model', `${modelUrl} in the namespace ${namespace}`],
    ...(page === undefined ? [] : localLines(page, namespace)),
    ...addresses.flatMap(({ title, url, object }): [string, string][] => [
      [title, url],
      ...(url.includes('<') ? [['', addressCommand(object)] as [string, string]] : []),
    ]),
  ];
}

function localLines({ service, port, secure }: PageSummary, namespace: string): [string, string][] {
  return [
    ['port-forward', `http${secure ? 's' : ''}://localhost:${localPort(port)}/`],
    ['', portForward(service, port, namespace)],
  ];
}

/** The port of your own computer through which `kubectl port-forward` leads to a Service: below 1024 only root may open one. */
export function localPort(servicePort: number): number {
  return servicePort < 1024 ? servicePort + 8000 : servicePort;
}

/** The command that leads a port of your own computer to a Service. */
export function portForward(service: string, port: number, namespace: string): string {
  return `kubectl port-forward service/${service} ${localPort(port)}:${port} -n ${namespace}`;
}

/** The command that tells the address of an exposure. */
export function addressCommand({ kind, name, namespace }: ChatAddress['object']): string {
  return `${kind === 'Route' ? 'oc' : 'kubectl'} get ${kind.toLowerCase()} ${name} -n ${namespace}`;
}

/** Writes a line to standard output. */
export function say(line = ''): void {
  writeLine(process.stdout, line);
}

/** Says what the lines below it are about; `more` stands behind it in plain letters. */
export function sayTitle(text: string, more = ''): void {
  say(`${styled(process.stdout, 'bold', text)}${more === '' ? '' : ` ${more}`}`);
}

/** Says how many were left out of a list that a person is shown the beginning of; `apart` from it where its items are. */
export function sayMore(list: readonly unknown[], sentence: string, apart = false): void {
  if (list.length > most) {
    if (apart) {
      say();
    }
    say(sentence.replace('%s', String(list.length - most)));
  }
}
