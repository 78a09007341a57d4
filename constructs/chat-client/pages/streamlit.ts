import { nothingToShare, type PageProfile } from './page-profile';

/** An app of one's own with Streamlit, 1. Source: its reference of config.toml. */
export const streamlit: PageProfile = {
  title: 'Streamlit',
  port: 8501,
  portVariables: ['STREAMLIT_SERVER_PORT'],
  modelUrl: { variable: 'OPENAI_BASE_URL', path: '/v1' },
  health: { ready: '/_stcore/health', live: '/_stcore/health', startSeconds: 120 },
  user: 10001,
  writable: ['/tmp'],
  keepsSessions: true,
  caVariables: ['SSL_CERT_FILE'],
  asksForLogin: false,
  environment: {
    // The OpenAI library does not start without one.
    OPENAI_API_KEY: 'none',
    // It would report to its makers.
    STREAMLIT_BROWSER_GATHER_USAGE_STATS: 'false',
    // Otherwise it asks for an e-mail address at its first start.
    STREAMLIT_SERVER_HEADLESS: 'true',
  },
  secrets: {},
  resources: {
    requests: { cpu: '100m', memory: '256Mi', ephemeralStorage: '128Mi' },
    limits: { memory: '512Mi', ephemeralStorage: '512Mi' },
  },
  files: {},
  shared: nothingToShare,
};
