import { loadAll } from 'js-yaml';
import { isDnsLabel, isDnsName } from '../../constructs/checks/values';
import { cut } from '../../constructs/checks/wording';
import { identityOf, type KubeObject, stepTo } from '../../constructs/finished/kube-object';
import { isClusterNamespace } from '../../constructs/namespace/namespace-settings';

/** An object that stays, as it was and as it is now. */
export interface ChangedObject {
  readonly before: KubeObject;
  readonly after: KubeObject;
  /** What is different: a path, and for one value what it was and is. */
  readonly fields: readonly string[];
}

/** How the objects of one state differ from those of another. */
export interface ObjectChanges {
  readonly added: readonly KubeObject[];
  readonly changed: readonly ChangedObject[];
  readonly gone: readonly KubeObject[];
}

export function objectChanges(before: readonly KubeObject[], after: readonly KubeObject[]): ObjectChanges {
  const old = new Map(before.map((object) => [identityOf(object), object]));
  const now = new Map(after.map((object) => [identityOf(object), object]));
  const stayed = after.flatMap((object) => {
    const previous = old.get(identityOf(object));
    return previous === undefined ? [] : [{ before: previous, after: object, fields: fieldsOf(previous, object) }];
  });
  return {
    added: after.filter((object) => !old.has(identityOf(object))),
    changed: stayed.filter(({ fields }) => fields.length > 0),
    gone: before.filter((object) => !now.has(identityOf(object))),
  };
}

/** The objects of a folder that differ, and the files of the state before that cannot be read. */
export interface ObjectsThatDiffer extends ObjectChanges {
  readonly unreadable: readonly string[];
}

/**
 * The objects in the text of a file that an earlier run wrote; nothing where it cannot be read any more, or was not
 * written by one. Their names are put into commands to copy, so anything may stand in a file and not in an object.
 */
export function objectsIn(text: string): readonly KubeObject[] | undefined {
  try {
    const documents = loadAll(text).filter((document) => document !== null && document !== undefined);
    return weightOf(documents, text.length * 2) > 0 && documents.every(isOurs) ? documents : undefined;
  } catch {
    return undefined;
  }
}

/** What is left of `most` after all that is in `value`. Aliases make more of it than a text can say, and no run writes any. */
function weightOf(value: unknown, most: number): number {
  if (most <= 0 || !isTree(value)) {
    return most - (typeof value === 'string' ? value.length : 1);
  }
  return Object.entries(value).reduce((left, [key, child]) => weightOf(child, left - key.length), most - 1);
}

/** Whether a run of this project may have written it: names are legal, and none is the cluster's own. */
function isOurs(document: unknown): document is KubeObject {
  const { kind, apiVersion, metadata, spec } = document as Partial<KubeObject>;
  const { name, namespace } = metadata ?? {};
  const namespaces = [...(kind === 'Namespace' ? [name] : []), ...(namespace === undefined ? [] : [namespace])];
  return (
    /^[A-Z][A-Za-z]{0,62}$/.test(String(kind)) &&
    /^([a-z0-9.-]{1,253}\/)?v\d[a-z0-9]{0,20}$/.test(String(apiVersion)) &&
    isDnsName(name) &&
    namespaces.every((one) => isDnsLabel(one) && !isClusterNamespace(String(one))) &&
    (spec === undefined || isTree(spec))
  );
}

/** What is different: a path, and what was and is there. A part that is new or gone as a whole is named once. */
function fieldsOf(before: unknown, after: unknown, path = ''): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) {
    return [];
  }
  if (isTree(before) && isTree(after) && Array.isArray(before) === Array.isArray(after)) {
    const keys = new Set([...Object.keys(after), ...Object.keys(before)]);
    return [...keys].flatMap((key) => fieldsOf(before[key], after[key], `${path}${stepTo(key, Array.isArray(after))}`));
  }
  const trees = isTree(before) || isTree(after);
  const change = before === undefined ? 'added' : after === undefined ? 'removed' : 'replaced';
  return [`${shortened(path)}: ${trees ? change : `${shown(before)} → ${shown(after)}`}`];
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : cut(JSON.stringify(value));
}

/** The end of a path says which field it is. */
function shortened(path: string): string {
  const short = path
    .slice(1)
    .replace(/^metadata\.(labels|annotations)/, '$1')
    .replace(/^spec\.template\.spec\./, 'pod.');
  return short.length <= 60 ? short : `…${short.slice(-59).replace(/^[^.[]*/, '')}`;
}
