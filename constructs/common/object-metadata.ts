import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';

/** Labels and annotations that a company asks of every object. */
export interface ObjectMetadata {
  /**
   * Labels of every object for the cluster, and of the pods.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Annotations of every object for the cluster.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Kinds whose pods can change. */
const withPods = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** Adds metadata to every object below a construct. What an object says itself stays. */
export function addMetadata(scope: Construct, { labels = {}, annotations = {} }: ObjectMetadata): void {
  for (const object of scope.node.findAll().filter((node) => node instanceof ApiObject)) {
    const own = object.metadata.toJson() ?? {};
    for (const [name, text] of missing(labels, own.labels)) {
      object.metadata.addLabel(name, text);
    }
    for (const [name, text] of missing(annotations, own.annotations)) {
      object.metadata.addAnnotation(name, text);
    }
    const ofPods = withPods.includes(object.kind) ? object.toJson().spec?.template?.metadata?.labels : undefined;
    for (const [name, text] of ofPods === undefined ? [] : missing(labels, ofPods)) {
      object.addJsonPatch(JsonPatch.add(`/spec/template/metadata/labels/${name.replaceAll('/', '~1')}`, text));
    }
  }
}

function missing(wanted: Readonly<Record<string, string>>, own: Readonly<Record<string, string>> = {}) {
  return Object.entries(wanted).filter(([name]) => own[name] === undefined);
}
