import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Patch } from '../settings/patch';
import type { KubeObject, Manifest, Side } from './kube-object';
import { applied, isTarget } from './patches';

/**
 * The files that the charts below a construct make, with the objects in the order in which they were made. `App.synth` would
 * look through the whole App for every chart.
 */
export function manifestsOf(side: Side, scope: Construct, folder = ''): Manifest[] {
  const charts = scope.node.children.filter((child) => child instanceof Chart);
  return charts.map((chart) => ({
    side,
    path: `${folder === '' ? '' : `${folder}/`}${chart.node.id}.k8s.yaml`,
    objects: apiObjectsOf(chart).map((object) => object.toJson() as KubeObject),
  }));
}

/** Files that hold no objects, in a folder beside the one of their chart. */
export function textManifests(
  side: Side,
  chart: Chart,
  files: readonly Pick<Required<Manifest>, 'path' | 'text'>[],
  folder = '',
): Manifest[] {
  const below = `${folder === '' ? '' : `${folder}/`}${chart.node.id}`;
  return files.map(({ path, text }) => ({ side, path: `${below}/${path}`, objects: [], text }));
}

/**
 * Has each object below a construct changed by the patches for it when it is finished. Not by `addJsonPatch` of cdk8s: its
 * typed classes then drop a field that they do not know.
 */
export function addPatches(scope: Construct, patches: readonly Patch[]): void {
  for (const object of patches.length === 0 ? [] : apiObjectsOf(scope)) {
    const operations = patches.filter(({ target }) => isTarget(object, target)).flatMap(({ patch }) => patch);
    if (operations.length > 0) {
      const unpatched = object.toJson.bind(object);
      object.toJson = () => operations.reduce(applied, unpatched() as KubeObject);
    }
  }
}

function apiObjectsOf(scope: Construct): ApiObject[] {
  return scope.node.findAll().filter((node) => node instanceof ApiObject);
}
