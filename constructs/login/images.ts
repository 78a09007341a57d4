/**
 * The programs of the login, each in the form of its image that has `sleep` for the pause before a pod stops. Renovate
 * reads this file.
 */
export const nginx = { image: 'docker.io/nginxinc/nginx-unprivileged:1.30.5-alpine' };
export const oauth2Proxy = { image: 'quay.io/oauth2-proxy/oauth2-proxy:v7.15.3-alpine' };
