import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import { Ingress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import { ClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole';
import { Role } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import { RoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import { ConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Namespace } from 'kubernetes-models/v1/Namespace';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../constructs/finished/kube-object';

type Model = new (data: never) => { validate(): void };

const models: Readonly<Record<string, Model>> = {
  'apps/v1 Deployment': Deployment,
  'autoscaling/v2 HorizontalPodAutoscaler': HorizontalPodAutoscaler,
  'networking.k8s.io/v1 Ingress': Ingress,
  'networking.k8s.io/v1 NetworkPolicy': NetworkPolicy,
  'policy/v1 PodDisruptionBudget': PodDisruptionBudget,
  'rbac.authorization.k8s.io/v1 ClusterRole': ClusterRole,
  'rbac.authorization.k8s.io/v1 Role': Role,
  'rbac.authorization.k8s.io/v1 RoleBinding': RoleBinding,
  'v1 ConfigMap': ConfigMap,
  'v1 Namespace': Namespace,
  'v1 PersistentVolumeClaim': PersistentVolumeClaim,
  'v1 Service': Service,
  'v1 ServiceAccount': ServiceAccount,
};

/** The groups of kinds that are not Kubernetes' own. */
const groups = [
  'skupper.io',
  'gateway.networking.k8s.io',
  'route.openshift.io',
  'traefik.io',
  'k8s.nginx.org',
  'cloud.google.com',
  'networking.gke.io',
];

const customResources = readCustomResources();

/** What the schemas have against an object: Kubernetes' own for core kinds, the project's for the others. */
export function schemaErrors(object: KubeObject): string[] {
  const kind = `${object.apiVersion} ${object.kind}`;
  const validate = customResources.get(kind);
  if (validate !== undefined) {
    const { apiVersion: _, kind: __, metadata: ___, ...rest } = object;
    return validate(rest)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }
  const Kind = models[kind];
  if (Kind === undefined) {
    return [`no schema knows the kind ${kind}`];
  }
  try {
    new Kind(object as never).validate();
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

function readCustomResources(): Map<string, ValidateFunction> {
  const ajv = new Ajv({ strict: false, allErrors: true });
  const folder = join(__dirname, '..', 'imports', 'crds');
  const definitions = groups.flatMap((group) =>
    parseAllDocuments(readFileSync(join(folder, `${group}.yaml`), 'utf8')).map((document) => document.toJS()),
  );
  return new Map(
    definitions.flatMap(({ spec }) =>
      spec.versions.map((version: { name: string; schema: { openAPIV3Schema: object } }) => [
        `${spec.group}/${version.name} ${spec.names.kind}`,
        ajv.compile(closed(version.schema.openAPIV3Schema)),
      ]),
    ),
  );
}

/** The schema without room for fields that it does not name: an API server would drop them in silence. */
function closed<T>(schema: T): T {
  if (Array.isArray(schema)) {
    return schema.map(closed) as T;
  }
  if (typeof schema !== 'object' || schema === null) {
    return schema;
  }
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return ('properties' in inner ? { additionalProperties: false, ...inner } : inner) as T;
}
