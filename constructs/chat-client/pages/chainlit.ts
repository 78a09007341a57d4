import { nothingToShare, type PageProfile } from './page-profile';

/** An app of one's own with Chainlit, 2. Source: chainlit/cli and chainlit/config.py. */
export const chainlit: PageProfile = {
  title: 'Chainlit',
  port: 8000,
  portVariables: ['CHAINLIT_PORT'],
  modelUrl: { variable: 'OPENAI_BASE_URL', path: '/v1' },
  health: { ready: '/health', live: '/health', startSeconds: 120 },
  user: 10001,
  writable: ['/tmp'],
  keepsSessions: true,
  caVariables: ['SSL_CERT_FILE'],
  asksForLogin: false,
  environment: {
    // It writes .files, .chainlit and chainlit.md there when it is loaded, and ends where it cannot.
    CHAINLIT_APP_ROOT: '/tmp',
    // Without it, it listens to itself alone.
    CHAINLIT_HOST: '0.0.0.0',
    // The OpenAI library does not start without one.
    OPENAI_API_KEY: 'none',
  },
  secrets: {},
  resources: {
    requests: { cpu: '100m', memory: '256Mi', ephemeralStorage: '128Mi' },
    limits: { memory: '512Mi', ephemeralStorage: '512Mi' },
  },
  files: {},
  shared: nothingToShare,
};
