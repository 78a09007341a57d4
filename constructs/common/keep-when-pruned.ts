/**
 * What GitOps tools must leave alone, even when it is gone from Git: the Site, because its certificate authority and
 * every link die with it, and the Namespace, because the Site dies with it.
 */
export const keepWhenPruned: Readonly<Record<string, string>> = {
  'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  'kustomize.toolkit.fluxcd.io/prune': 'disabled',
};
