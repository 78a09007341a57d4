import { Construct } from 'constructs';
import * as skupper from '../../imports/skupper.io';
import { commonLabels } from '../common/labels';
import type { LinkSettings } from './link-settings';
import { linkName, routerName, siteAuthority } from './names';
import { type LinkRole, linkPorts, routePort } from './ports';

/** An address of the public router, for one role of the private one. */
export interface LinkEndpoint {
  readonly name: LinkRole;
  readonly host: string;
  /** A text, as Skupper wants it. */
  readonly port: string;
}

/** The first label of the host of a router's Route. Source: Skupper 2.2.1, securedaccess. */
export function routeLabel(role: LinkRole, namespace: string): string {
  return `${routerName}-${role}-${namespace}`;
}

/** The addresses of the public router of a namespace. Source: Skupper 2.2.1, securedaccess. */
export function linkEndpoints(link: LinkSettings, namespace: string): LinkEndpoint[] {
  const { appsDomain, ingressDomain, host = '', port } = link;
  return (Object.keys(linkPorts) as LinkRole[]).map((name) => {
    if (appsDomain !== undefined) {
      return { name, host: `${routeLabel(name, namespace)}.${appsDomain}`, port: String(routePort) };
    }
    return ingressDomain === undefined
      ? { name, host, port: String(port ?? linkPorts[name]) }
      : { name, host: `${name}.${namespace}.${ingressDomain}`, port: String(routePort) };
  });
}

export interface LinkCredentialProps {
  /** The private site that gets the certificate. */
  readonly privateSiteName: string;
  /** Where it finds the public router. */
  readonly endpoints: readonly LinkEndpoint[];
  readonly partOf: string;
}

/**
 * Makes, on the public site, the client certificate of one private site. Skupper keeps it in a Secret of the same name:
 * the one thing that is carried to the private site by hand.
 */
export class LinkCredential extends Construct {
  /** Name of the Certificate, of its Secret, and of the Link that uses it. */
  readonly name: string;
  readonly endpoints: readonly LinkEndpoint[];

  constructor(scope: Construct, id: string, { privateSiteName, endpoints, partOf }: LinkCredentialProps) {
    super(scope, id);
    this.name = linkName(privateSiteName);
    this.endpoints = endpoints;
    new skupper.Certificate(this, 'certificate', {
      metadata: { name: this.name, labels: commonLabels({ name: 'skupper', component: 'link', partOf }) },
      spec: { ca: siteAuthority, client: true, subject: privateSiteName },
    });
  }
}

export interface LinkProps {
  readonly credential: LinkCredential;
  readonly cost: number;
  readonly labels: Record<string, string>;
  /**
   * Namespace of the private site.
   *
   * @default - none, for a machine
   */
  readonly namespace?: string;
}

/** Makes, on a private site, the link to the public one. It holds no secret, only the name of one. */
export class Link extends Construct {
  constructor(scope: Construct, id: string, { credential, cost, labels, namespace }: LinkProps) {
    super(scope, id);
    new skupper.Link(this, 'link', {
      metadata: { name: credential.name, namespace, labels },
      spec: {
        cost,
        tlsCredentials: credential.name,
        // The group that Skupper gives to the first router of a Site.
        endpoints: credential.endpoints.map((endpoint) => ({ group: routerName, ...endpoint })),
      },
    });
  }
}
