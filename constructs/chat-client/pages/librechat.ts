import { type PageProfile, randomHex } from './page-profile';

/** LibreChat, 0.8. Sources: its Dockerfile, .env.example, librechat.example.yaml and chart. */
export const librechat: PageProfile = {
  title: 'LibreChat',
  port: 3080,
  portVariables: ['PORT'],
  // The file below refers to it.
  modelUrl: { variable: 'MODEL_URL', path: '/v1' },
  health: { ready: '/health', live: '/health', startSeconds: 300 },
  user: 1000,
  writable: ['/app/logs', '/app/uploads', '/tmp'],
  dataPath: '/app/client/public/images',
  keepsSessions: false,
  caVariables: ['NODE_EXTRA_CA_CERTS'],
  asksForLogin: true,
  // Then everybody who reaches it makes an account.
  loginOff: { ALLOW_REGISTRATION: 'true' },
  environment: {
    // Otherwise every visitor makes an account. An administrator makes them with "npm run create-user" in the pod.
    ALLOW_REGISTRATION: 'false',
    HOST: '0.0.0.0',
    // Its search needs Meilisearch.
    SEARCH: 'false',
  },
  secrets: {
    CREDS_KEY: randomHex('CREDS_KEY'),
    CREDS_IV: randomHex('CREDS_IV', 16),
    JWT_SECRET: randomHex('JWT_SECRET'),
    JWT_REFRESH_SECRET: randomHex('JWT_REFRESH_SECRET'),
    MONGO_URI: `printf 'Address of MongoDB: ' && read -r ADDRESS && printf %s "\${ADDRESS:?}" > MONGO_URI`,
  },
  resources: {
    requests: { cpu: '200m', memory: '1Gi', ephemeralStorage: '512Mi' },
    limits: { memory: '4Gi', ephemeralStorage: '3Gi' },
  },
  files: {
    '/app/librechat.yaml': `version: 1.2.1
endpoints:
  custom:
    - name: private model
      apiKey: none
      baseURL: \${MODEL_URL}
      models:
        default: [private]
        fetch: true
      titleConvo: false
`,
  },
  shared: { variables: ['USE_REDIS', 'REDIS_URI'] },
};
