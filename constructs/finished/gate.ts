import type { Finding } from './finding';
import { incomplete } from './form';
import { formFindings } from './gate-form';
import { pairingFindings } from './gate-pairing';
import { reachFindings } from './gate-reach';
import { referenceFindings } from './gate-references';
import { identityOf, type KubeObject, type Manifest } from './kube-object';

/** Finished objects that must not be published, whoever made them. */
export class GateError extends Error {
  constructor(readonly findings: readonly string[]) {
    super(findings.join('\n'));
    this.name = 'GateError';
  }
}

/**
 * Looks at the finished objects of one chat, both sides, and says which of them must not be written. Settings that pass their
 * checks pass here too; what does not comes from a patch, or from a construct that somebody changed.
 */
export function gate(manifests: readonly Manifest[]): Finding[] {
  const publicObjects = manifests.filter(({ side }) => side === 'public').flatMap(({ objects }) => objects);
  const privateSites = manifests
    .filter(({ side, text }) => side === 'private' && text === undefined)
    .map(({ objects }) => objects);
  const lacking = incomplete([publicObjects, ...privateSites].flat());
  if (lacking.length > 0) {
    // All that is asked next takes them for whole.
    return lacking;
  }
  return [
    ...formFindings(publicObjects, 'public'),
    ...privateSites.flatMap((objects) => formFindings(objects, isOnCluster(objects) ? 'public' : 'private')),
    ...reachFindings(publicObjects),
    ...privateSites.flatMap(reachFindings),
    ...referenceFindings(publicObjects),
    ...pairingFindings(publicObjects, privateSites),
    ...duplicates(publicObjects),
    ...privateSites.flatMap(duplicates),
  ];
}

/** Whether a private site is for a cluster: then all that it has is in a namespace, as on the public side. */
function isOnCluster(objects: readonly KubeObject[]): boolean {
  return objects.some(({ kind, metadata }) => kind === 'Site' && metadata.namespace !== undefined);
}

/** Objects with the same identity, of which only the last would survive `kubectl apply`. */
function duplicates(objects: readonly KubeObject[]): Finding[] {
  const seen = new Set<string>();
  return objects.flatMap((object) => {
    const identity = identityOf(object);
    const duplicate = seen.has(identity);
    seen.add(identity);
    return duplicate ? [{ object, message: 'made twice; give one of them another name' }] : [];
  });
}
