/** Ports on which other sites link to a router behind a load balancer, by their role. Source: Skupper 2.2.1, securedaccess. */
export const linkPorts = { 'inter-router': 55671, edge: 45671 } as const;

/** How a private site links: as an equal of the public router, or as an edge of it. */
export type LinkRole = keyof typeof linkPorts;

/** Port of OpenShift's Routes and of an Ingress, whatever the role. */
export const routePort = 443;

/** Port on which a token is redeemed, once. Source: Skupper 2.2.1, the grant server. */
export const grantPort = 9090;

/**
 * The ports of the router's pods behind a listener's Service: it allocates one for each listener, from the first up. A policy
 * sees these, never the port of the Service. Source: Skupper 2.2.1, internal/ports.
 */
export const listenerPodPorts = { first: 1024, last: 65_535 } as const;
