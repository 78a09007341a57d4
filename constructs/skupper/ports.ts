/** Ports on which other sites link to a router behind a load balancer, by their role. Source: Skupper 2.2.1, securedaccess. */
export const linkPorts = { 'inter-router': 55671, edge: 45671 } as const;

/** How a private site links: as an equal of the public router, or as an edge of it. */
export type LinkRole = keyof typeof linkPorts;

/** Port of OpenShift's Routes and of an Ingress, whatever the role. */
export const routePort = 443;

/** Port on which a token is redeemed, once. Source: Skupper 2.2.1, the grant server. */
export const grantPort = 9090;
