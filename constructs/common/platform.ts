/** Where the public site runs. It decides the user of the pods, the name servers' port and which exposures exist. */
export type Platform = 'kubernetes' | 'openshift';
