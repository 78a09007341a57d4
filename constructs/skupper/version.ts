/** The releases of Skupper that this project ran with, from the oldest. */
export const triedReleases = ['2.0.0', '2.1.4', '2.2.1'] as const;

/** Releases that are out and did not run here. */
export const untriedReleases = ['2.2.5'] as const;

/** Cannot take over a running 2.1: it changes a field that no Deployment can change. */
export const brokenRelease = '2.2.0';

export const [oldestRelease, , newestRelease] = triedReleases;

/** What installs Skupper for a whole cluster, in the newest release that ran here. */
export const skupperInstallation = `kubectl apply -f https://github.com/skupperproject/skupper/releases/download/${newestRelease}/skupper-cluster-scope.yaml`;

/** The releases that work. */
export const skupperVersions = `Skupper ${oldestRelease} to ${newestRelease}, but not ${brokenRelease}`;

/** The only one of them with all fields of a MultiKeyListener. */
export const newestSkupper = `Skupper ${newestRelease}`;
