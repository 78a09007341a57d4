/** What installs Skupper for a whole cluster, in the newest version that this project was tried with. */
export const skupperInstallation =
  'kubectl apply -f https://github.com/skupperproject/skupper/releases/download/2.2.1/skupper-cluster-scope.yaml';

/** The versions that work. 2.2.0 cannot take over a running 2.1. */
export const skupperVersions = 'Skupper 2.0.0 to 2.2.1, but not 2.2.0';

/** The only one of them with all fields of a MultiKeyListener. */
export const newestSkupper = 'Skupper 2.2.1';
