import { hasUnreadable } from '../checks/characters';
import { lacksValue, secretsIn } from '../checks/forbidden-text';
import { joinPath } from '../checks/problem';
import { isDnsLabel, isDnsName, isLabelValue, isQualifiedName } from '../checks/values';
import { quote } from '../checks/wording';
import type { Finding } from './finding';
import { type KubeObject, type Side, visitLeaves } from './kube-object';
import { podSecurityFindings } from './pod-security';
import { tooManyAnnotations, tooMuch } from './weight';

const clusterScoped = ['Namespace'];

/** Kinds whose names are DNS labels; the others take dots. */
const labelNamed = ['Namespace', 'Service', 'Site', 'Listener', 'MultiKeyListener', 'Connector'];

/** Names, labels, annotations and values, each looked at alone. */
export function formFindings(objects: readonly KubeObject[], side: Side): Finding[] {
  return objects.flatMap((object) =>
    [...metadataProblems(object, side), ...labelProblems(object), ...valueProblems(object)].map((message) => ({
      object,
      message,
    })),
  );
}

function metadataProblems({ kind, apiVersion, metadata }: KubeObject, side: Side): string[] {
  const { name, namespace } = metadata;
  const nameFits = labelNamed.includes(kind) ? isDnsLabel(name) : isDnsName(name);
  const startFits = kind !== 'Service' || /^[a-z]/.test(name ?? '');
  const namespaced = side === 'public' && !clusterScoped.includes(kind);
  return [
    ...(apiVersion && kind ? [] : ['apiVersion or kind is missing']),
    ...(nameFits && startFits ? [] : [`metadata.name "${name}" is not a legal name of a ${kind}`]),
    ...(namespaced && !isDnsLabel(namespace)
      ? [`metadata.namespace "${namespace ?? ''}" is not a legal namespace`]
      : []),
    ...(!namespaced && namespace !== undefined ? [`metadata.namespace "${namespace}" does not belong on it`] : []),
  ];
}

function labelProblems({ metadata, spec }: KubeObject): string[] {
  const pod = spec?.template;
  const labels = [metadata.labels, pod?.metadata?.labels, pod?.spec?.nodeSelector, ...selectorsOf(spec)];
  return [
    ...labels.flatMap((map) =>
      Object.entries(map ?? {}).flatMap(([name, value]) => [
        ...(isQualifiedName(name) ? [] : [`label "${name}" is not a legal name`]),
        ...(typeof value === 'string' && isLabelValue(value) ? [] : [`label ${name} has no legal value: "${value}"`]),
      ]),
    ),
    ...Object.entries(metadata.annotations ?? {}).flatMap(([name, value]) => [
      ...(isQualifiedName(name) ? [] : [`annotation "${name}" is not a legal name`]),
      ...(typeof value === 'string' ? [] : [`annotation ${name} is not a text: ${value}`]),
    ]),
  ];
}

/** Every `matchLabels` below a spec, those of a policy's peers included. */
function selectorsOf(value: unknown): Record<string, string>[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, child]) => (key === 'matchLabels' ? [child] : selectorsOf(child)));
}

function valueProblems(object: KubeObject): string[] {
  const problems: string[] =
    object.kind === 'Secret' ? ['a Secret must not be in the output; refer to it by name'] : [];
  visitLeaves(object, (leaf, path) => {
    if (typeof leaf === 'string') {
      problems.push(...textProblems(leaf, path));
    } else if (leaf === undefined || leaf === null || typeof leaf === 'function' || isNoNumber(leaf)) {
      problems.push(`${path()} has no proper value: ${String(leaf)}`);
    }
  });
  for (const { at, message } of secretsIn(object)) {
    problems.push(`${joinPath(...at)}: ${message}; refer to a Secret by name`);
  }
  problems.push(...podProblems(object));
  const maps = [object.metadata.annotations, object.spec?.template?.metadata?.annotations];
  problems.push(...[tooMuch(object), ...maps.map(tooManyAnnotations)].filter((problem) => problem !== undefined));
  return problems;
}

/** What no pod of a chat may have. The namespace's Pod Security would refuse the most of it, without a word until the pods are made. */
function podProblems(object: KubeObject): string[] {
  return podSecurityFindings(object)
    .filter(({ level }) => level !== 'restricted')
    .map(({ level, control, message }) =>
      level === 'baseline'
        ? `${message}, which is below Pod Security "baseline" (${control})`
        : `${message}, and no pod of a chat may have ${control}`,
    );
}

function isNoNumber(leaf: unknown): boolean {
  return typeof leaf === 'number' && !Number.isFinite(leaf);
}

/** Fields that name something. They are put into addresses and commands, and no name in Kubernetes has other signs. */
const naming =
  /((^|\.)(\w*[nN]ame|namespace|host|\w*[pP]ort|size|key)|\/(cluster-issuer|issuer|auth-secret|ingress\.class)"\])$/;

function textProblems(text: string, path: () => string): string[] {
  return [
    ...(/[^\w.:/@*-]/.test(text) && naming.test(path())
      ? [`${path()} has signs that no name has: ${quote(text)}; use letters, digits and "-"`]
      : []),
    ...(hasUnreadable(text) ? [`${path()} has a character that readers of YAML refuse: ${quote(text)}`] : []),
    ...(lacksValue(text, path) ? [`${path()} has no proper value: "${text}"`] : []),
  ];
}
