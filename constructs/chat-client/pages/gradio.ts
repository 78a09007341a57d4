import { nothingToShare, type PageProfile } from './page-profile';

/** An app of one's own with Gradio, 6. Source: gradio/networking.py and its guide to environment variables. */
export const gradio: PageProfile = {
  title: 'Gradio',
  port: 7860,
  portVariables: ['GRADIO_SERVER_PORT'],
  modelUrl: { variable: 'OPENAI_BASE_URL', path: '/v1' },
  // It has no path of its own for health.
  health: { ready: '/', live: 'tcp', startSeconds: 120 },
  user: 10001,
  writable: ['/tmp'],
  keepsSessions: true,
  caVariables: ['SSL_CERT_FILE'],
  asksForLogin: false,
  environment: {
    // It would report to its makers.
    GRADIO_ANALYTICS_ENABLED: 'False',
    // Otherwise it lets one question through at a time.
    GRADIO_DEFAULT_CONCURRENCY_LIMIT: '32',
    // Without it, it listens to itself alone.
    GRADIO_SERVER_NAME: '0.0.0.0',
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
