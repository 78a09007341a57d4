import { nothingToShare, type PageProfile } from './page-profile';

/** What apps of one's own in Python have in common, whatever draws their page. */
export const pythonApp = {
  modelUrl: { variable: 'OPENAI_BASE_URL', path: '/v1' },
  user: 10001,
  writable: ['/tmp'],
  keepsSessions: true,
  caVariables: ['SSL_CERT_FILE'],
  asksForLogin: false,
  secrets: {},
  resources: {
    requests: { cpu: '100m', memory: '256Mi', ephemeralStorage: '128Mi' },
    limits: { memory: '512Mi', ephemeralStorage: '512Mi' },
  },
  files: {},
  shared: nothingToShare,
} satisfies Partial<PageProfile>;

/** The OpenAI library does not start without a key. */
export const noKey = { OPENAI_API_KEY: 'none' };
