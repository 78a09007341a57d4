import { broken } from '../checks/broken';
import { group, optional, type Schema } from '../checks/check';
import { objectName } from '../checks/values';
import { either, isGroup, quote } from '../checks/wording';
import { jsonValue } from './patch';

/** An object of one's own, as YAML has it, without a namespace: it goes into the chat's. */
export interface ExtraObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ExtraMetadata;
  /** `spec`, `data` and what else the kind has. */
  readonly [field: string]: unknown;
}

/** The metadata of an object of one's own. */
export interface ExtraMetadata {
  readonly name: string;
  /**
   * More labels. Those of the chat are added where they are missing.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Annotations.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Kinds that live in a namespace, do nothing beyond it, and that the last look at the objects knows. */
const kinds: Readonly<Record<string, string>> = {
  ConfigMap: 'v1',
  Deployment: 'apps/v1',
  ExternalSecret: 'external-secrets.io/v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  PersistentVolumeClaim: 'v1',
  PodMonitor: 'monitoring.coreos.com/v1',
  SealedSecret: 'bitnami.com/v1alpha1',
  Service: 'v1',
  ServiceAccount: 'v1',
  ServiceMonitor: 'monitoring.coreos.com/v1',
};

const metadataSchema: Schema<ExtraMetadata> = group<ExtraMetadata>({
  name: objectName,
  // The last look at the objects knows what is legal here.
  labels: () => [],
  annotations: () => [],
});

export const extraObjectSchema: Schema<ExtraObject> = (input) => {
  if (!isGroup(input)) {
    return [{ at: [], message: 'not an object; use { apiVersion, kind, metadata: { name }, … }' }];
  }
  const { apiVersion, kind, metadata, ...rest } = input;
  const expected = Object.hasOwn(kinds, String(kind)) ? kinds[String(kind)] : undefined;
  return [
    ...broken(
      expected === undefined,
      'kind',
      `${quote(kind)} does not belong beside a chat here; use ${either(Object.keys(kinds))}, or a file of your own in dist/, which is kept`,
    ),
    ...broken(
      expected !== undefined && apiVersion !== expected,
      'apiVersion',
      `${quote(apiVersion)} is not the version of a ${String(kind)} here; use "${expected}"`,
    ),
    ...metadataSchema(metadata).map(({ at, message }) => ({ at: ['metadata', ...at], message })),
    ...Object.entries(rest).flatMap(([field, content]) =>
      optional(jsonValue)(content).map(({ at, message }) => ({ at: [field, ...at], message })),
    ),
  ];
};
