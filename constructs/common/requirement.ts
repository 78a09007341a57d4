import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';

const type = 'requirement';

/** Something that has to be there, or done, for the chat to work, and that no object of the output makes. */
export interface Requirement {
  /** What the cluster has; what is made in the chat's namespace before the apply; what is done after it. */
  readonly kind: 'cluster' | 'secret' | 'afterwards';
  /** What it is, such as `the IngressClass "nginx"`. */
  readonly what: string;
  /** What it is for, or what happens without it. */
  readonly why: string;
  /** The commands that make it, or tell whether it is there, with the names of the settings. */
  readonly commands: readonly string[];
  /** The Secret that has to be there, when it is one. */
  readonly secretName?: string;
}

/** Notes a requirement of a construct. */
export function requires(scope: Construct, requirement: Requirement): void {
  scope.node.addMetadata(type, requirement);
}

/** Notes a Secret that has to be there, and the options of `kubectl create secret` that make it. */
export function requiresSecret(
  scope: Construct,
  name: string,
  why: string,
  create: string,
  before: readonly string[] = [],
): void {
  const [kind = '', ...options] = create.split(' ');
  const command = ['kubectl create secret', kind, name, ...options, inNamespace(scope)].join(' ');
  requires(scope, {
    kind: 'secret',
    what: `the Secret "${name}"`,
    why,
    commands: [...before, command],
    secretName: name,
  });
}

/** The option of kubectl for the namespace of a construct. */
export function inNamespace(scope: Construct): string {
  return `-n ${Chart.of(scope).namespace}`;
}

/** The requirements of a construct and of all below it, each once, in the order in which they were noted. */
export function requirementsOf(scope: Construct): Requirement[] {
  const noted = scope.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata.filter((entry) => entry.type === type).map((entry) => entry.data as Requirement),
    );
  return [...new Map(noted.map((requirement) => [requirement.what, requirement])).values()];
}
