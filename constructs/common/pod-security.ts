import type { k8s } from './k8s';
import type { Platform } from './platform';

/** Not an image's own user: that is often a name, and the kubelet cannot tell whether a name is root. */
const userId = 10001;

/** What Pod Security "restricted" and OpenShift's restricted-v2 ask of a pod. */
export function podSecurity(platform: Platform): k8s.PodSecurityContext {
  return {
    runAsNonRoot: true,
    // OpenShift takes a user from the namespace's own range and refuses any other.
    ...(platform === 'kubernetes' ? { runAsUser: userId, runAsGroup: userId } : {}),
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** The same of its containers, and a root that cannot be written to. */
export const containerSecurity: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
};
