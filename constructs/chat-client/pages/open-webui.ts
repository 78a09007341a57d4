import { type PageProfile, randomHex } from './page-profile';

/** Open WebUI, 0.12. Sources: its Dockerfile, backend/open_webui/env.py and config.py, and docs.openwebui.com. */
export const openWebui: PageProfile = {
  title: 'Open WebUI',
  port: 8080,
  portVariables: ['PORT'],
  modelUrl: { variable: 'OPENAI_API_BASE_URL', path: '/v1' },
  // None of them asks the model, so the page is ready while it is away. Its first start takes 40 s of CPU.
  health: { ready: '/ready', live: '/health', startSeconds: 600 },
  user: 10001,
  writable: ['/tmp'],
  dataPath: '/app/backend/data',
  keepsSessions: false,
  caVariables: ['AIOHTTP_CLIENT_SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'SSL_CERT_FILE'],
  asksForLogin: true,
  loginOff: { WEBUI_AUTH: 'false' },
  environment: {
    // Who signs in may use the model. Otherwise an administrator has to share it, and until then everybody sees none.
    BYPASS_MODEL_ACCESS_CONTROL: 'true',
    // By default each question carries the descriptions of its tools, some 5000 tokens, and a model of 4096 cannot hold them.
    DEFAULT_MODEL_PARAMS: '{"function_calling":"legacy"}',
    // After each answer it would ask the model three more questions.
    ENABLE_FOLLOW_UP_GENERATION: 'false',
    ENABLE_TAGS_GENERATION: 'false',
    ENABLE_TITLE_GENERATION: 'false',
    ENABLE_OLLAMA_API: 'false',
    // The environment counts at every start. Otherwise the database wins after the first, whatever Git says.
    ENABLE_PERSISTENT_CONFIG: 'false',
    // Behind the network policy it would try to load models from huggingface.co for 22 minutes before it listens.
    OFFLINE_MODE: 'true',
    // It copies its logo there at every start, and its own folder is read-only.
    STATIC_DIR: '/app/backend/data/static',
  },
  // Without the key it does not start on a read-only root; without an administrator the first visitor becomes one.
  secrets: {
    WEBUI_SECRET_KEY: randomHex('WEBUI_SECRET_KEY'),
    WEBUI_ADMIN_EMAIL: `printf 'E-mail address of the administrator: ' && read -r ADDRESS && printf %s "\${ADDRESS:?}" > WEBUI_ADMIN_EMAIL`,
    WEBUI_ADMIN_PASSWORD: randomHex('WEBUI_ADMIN_PASSWORD', 12),
  },
  // It takes 1.2 GB at rest, and 1.3 GB with 16 answers in flight.
  resources: {
    requests: { cpu: '500m', memory: '1536Mi', ephemeralStorage: '1Gi' },
    limits: { memory: '4Gi', ephemeralStorage: '3Gi' },
  },
  files: {},
  shared: { variables: ['DATABASE_URL', 'REDIS_URL', 'WEBSOCKET_MANAGER', 'WEBSOCKET_REDIS_URL', 'VECTOR_DB'] },
};
