import { type PageProfile, randomHex } from './page-profile';

/** AnythingLLM, 1.8. Sources: its Dockerfile, docker-entrypoint.sh and docker/.env.example. */
export const anythingllm: PageProfile = {
  title: 'AnythingLLM',
  port: 3001,
  portVariables: ['SERVER_PORT'],
  modelUrl: { variable: 'GENERIC_OPEN_AI_BASE_PATH', path: '/v1' },
  health: { ready: '/api/ping', live: '/api/ping', startSeconds: 300 },
  user: 1000,
  // It prepares its database in its own folder at every start.
  writable: 'everything',
  dataPath: '/app/server/storage',
  keepsSessions: false,
  caVariables: ['NODE_EXTRA_CA_CERTS'],
  asksForLogin: true,
  environment: {
    // Its web scraper's browser would want SYS_ADMIN for a sandbox.
    ANYTHINGLLM_CHROMIUM_ARGS: '--no-sandbox,--disable-setuid-sandbox',
    DISABLE_TELEMETRY: 'true',
    // What the model holds, in tokens: InstructLab's default.
    GENERIC_OPEN_AI_MODEL_TOKEN_LIMIT: '4096',
    LLM_PROVIDER: 'generic-openai',
    STORAGE_DIR: '/app/server/storage',
  },
  named: (model) => ({ GENERIC_OPEN_AI_MODEL_PREF: model }),
  // The first is the password that all users share.
  secrets: {
    AUTH_TOKEN: randomHex('AUTH_TOKEN', 12),
    JWT_SECRET: randomHex('JWT_SECRET'),
    SIG_KEY: randomHex('SIG_KEY'),
    SIG_SALT: randomHex('SIG_SALT'),
  },
  resources: {
    requests: { cpu: '200m', memory: '512Mi', ephemeralStorage: '512Mi' },
    limits: { memory: '2Gi', ephemeralStorage: '3Gi' },
  },
  files: {},
  shared: 'never',
};
