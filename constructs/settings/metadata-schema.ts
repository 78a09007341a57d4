import { annotationMap } from '../checks/annotation-map';
import { group, mapOf, optional, type Schema } from '../checks/check';
import { labelValue, qualifiedName } from '../checks/values';
import { refusedMesh } from '../common/mesh';
import type { ObjectMetadata } from '../common/object-metadata';
import { labelOfCluster } from '../namespace/namespace-settings';

/** Domains that a controller or the cluster itself reads, so that the same text on every object would mean something on one. */
const readByOthers =
  /(^|\.)(kubernetes\.io|k8s\.io|openshift\.io|skupper\.io|cert-manager\.io|nginx\.org|haproxy\.org)$/;

function refused(name: string, text: string): string | undefined {
  const [domain = ''] = name.split('/');
  if (name === 'app') {
    return 'it selects the pods; leave it out';
  }
  return (
    labelOfCluster(name) ??
    refusedMesh(name, text) ??
    (readByOthers.test(domain)
      ? `"${domain}" is read by the cluster or a controller; set it where it is meant`
      : undefined)
  );
}

export const metadataSchema: Schema<ObjectMetadata> = group<ObjectMetadata>({
  labels: optional(mapOf(qualifiedName, labelValue, 'a map from label names to values', refused)),
  annotations: optional(annotationMap(refused)),
});
