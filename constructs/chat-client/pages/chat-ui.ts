import { nothingToShare, type PageProfile } from './page-profile';

/** Hugging Face's chat-ui. Sources: its Dockerfile, entrypoint.sh, .env and chart. */
export const chatUi: PageProfile = {
  title: 'chat-ui',
  port: 3000,
  modelUrl: { variable: 'OPENAI_BASE_URL', path: '/v1' },
  health: { ready: 'tcp', live: 'tcp', startSeconds: 120 },
  user: 1000,
  // Its entrypoint edits the page itself at every start.
  writable: 'everything',
  keepsSessions: false,
  caVariables: ['NODE_EXTRA_CA_CERTS'],
  asksForLogin: false,
  environment: {
    // It asks for one, and no model behind the router does.
    OPENAI_API_KEY: 'none',
  },
  secrets: {
    MONGODB_URL: `printf 'Address of MongoDB: ' && read -r ADDRESS && printf %s "\${ADDRESS:?}" > MONGODB_URL`,
  },
  resources: {
    requests: { cpu: '100m', memory: '256Mi', ephemeralStorage: '256Mi' },
    limits: { memory: '1Gi', ephemeralStorage: '1Gi' },
  },
  files: {},
  shared: nothingToShare,
};
