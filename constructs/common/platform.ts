export const platforms = ['kubernetes', 'openshift'] as const;

/** Where the public site runs. It decides the user of the pods, the name servers' port and which exposures exist. */
export type Platform = (typeof platforms)[number];

export const defaultPlatform: Platform = 'kubernetes';
