/** Each kind of requirement, and what it says of itself beside its words: the names of the settings, for whoever acts on it. */
export interface RequirementFacts {
  skupper: { readonly onlyNewest: boolean };
  'router address': object;
  'site size': { readonly size: string };
  'network plugin': object;
  namespace: { readonly name: string };
  'metrics server': object;
  'priority class': { readonly name: string };
  nodes: { readonly labels: readonly string[] };
  'object of the pods': { readonly kind: string; readonly name: string };
  /** Without a name it is the default one. */
  'storage class': { readonly name?: string };
  'load balancer': { readonly service: string; readonly byAwsController: boolean };
  'ingress-nginx': { readonly className: string };
  'ingress controller': { readonly title: string; readonly className: string; readonly controller?: string };
  'traefik kinds': object;
  'f5 kinds': object;
  'acm certificate': { readonly hosts: readonly string[] };
  'login service': { readonly url: string };
  issuer: { readonly kind: 'ClusterIssuer' | 'Issuer'; readonly name: string; readonly of: IssuerUser };
  'gateway class': { readonly className: string };
  gateway: { readonly name: string; readonly namespace: string; readonly listener?: string };
  'oidc client': { readonly id: string; readonly issuer: string; readonly callbacks: readonly string[] };
  secret: SecretFacts;
  'name in the DNS': {
    readonly hosts: readonly string[];
    /** The controller of an Ingress, by its name. */
    readonly controller?: string;
    /** What tells the address that the names lead to. */
    readonly of: { readonly kind: 'Ingress' | 'Gateway' | 'Route'; readonly name: string; readonly namespace: string };
    /** Seconds that ingress-nginx has to be given when it reloads. */
    readonly shutdownSeconds?: number;
  };
  'traefik stop': object;
  'route timeouts': { readonly timeout: string; readonly needsLogin: boolean };
}

export type RequirementId = keyof RequirementFacts;

/** What orders a certificate. */
export interface IssuerUser {
  readonly kind: 'Ingress' | 'Gateway';
  readonly name: string;
  /** Class of an Ingress. */
  readonly className?: string;
}

/** What is in a Secret that somebody makes by hand. */
export interface SecretFacts {
  readonly name: string;
  readonly holds: SecretContent;
  /** What it is for: a host, an image, an issuer, keys. */
  readonly of: readonly string[];
  /** Files that have to be there before. */
  readonly needs: readonly string[];
  /** Files that its commands make, to be deleted after. */
  readonly makes: readonly string[];
}

export type SecretContent =
  | 'router certificate'
  | 'users'
  | 'client secret'
  | 'registry login'
  | 'keys'
  | 'variables'
  | 'files'
  | 'users of the Ingress'
  | 'certificate'
  | 'certificate of the Route';

/** Something that has to be there, or done, for the chat to work, and that no object of the output makes. */
export interface RequirementOf<Id extends RequirementId> {
  readonly id: Id;
  readonly facts: RequirementFacts[Id];
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

export type Requirement = { [Id in RequirementId]: RequirementOf<Id> }[RequirementId];

/** Something that the cluster has. */
export function onCluster<Id extends RequirementId>(
  id: Id,
  facts: RequirementFacts[Id],
  what: string,
  why: string,
  ...commands: readonly string[]
): Requirement {
  return { id, facts, kind: 'cluster', what, why, commands } as unknown as Requirement;
}

/** Something that is done after the apply. */
export function afterwards<Id extends RequirementId>(
  id: Id,
  facts: RequirementFacts[Id],
  what: string,
  why: string,
  ...commands: readonly string[]
): Requirement {
  return { ...onCluster(id, facts, what, why, ...commands), kind: 'afterwards' };
}
