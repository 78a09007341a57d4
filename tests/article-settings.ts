// The settings that the project comes with. Tests and documents speak of these, so that yours may be others.
import type { Settings } from '../constructs/settings';

/** The chat of the article: a model on a machine of your own, its page on a public cluster. */
export const settings: Settings = {
  // 'openshift' leaves the user of the pods to the cluster, and allows Routes.
  platform: 'kubernetes',

  // Everything on the public cluster lives in this namespace.
  namespace: { name: 'ilab-chat' },

  // The public Skupper site. Private sites link to it, never the other way round.
  site: { name: 'ilab-chat', linkAccess: 'default' },

  // Where the chat page finds the model: http://instructlab:8000, answered by the private site.
  model: { host: 'instructlab', port: 8000 },

  client: {
    name: 'ilab-client',
    // Add the digest that you have tested: "…:v2@sha256:…".
    image: 'quay.io/rzago/ilab-client:v2',
    port: 8080,
    replicas: 2,
  },

  // How the chat is exposed. Leave out what you do not need.
  exposure: {
    // As in the article, open to every address. Name your users' ranges before you apply.
    loadBalancer: { port: 8080, sourceRanges: ['0.0.0.0/0'] },

    // As in the article, without a host name. TLS and a login need one: see docs/exposure.md.
    nginxIngress: { className: 'nginx' },
  },

  // The machine that serves the model with "ilab model serve", on its own port 8000.
  privateSites: [{ name: 'ilab-podman', host: 'localhost', port: 8000 }],
};
