import { nothingToShare, type PageProfile, randomHex } from './page-profile';

/** NextChat, 2. Chats live in the browser. Source: its Dockerfile and app/config/server.ts. */
export const nextchat: PageProfile = {
  title: 'NextChat',
  port: 3000,
  portVariables: ['PORT'],
  // It adds /v1 itself.
  modelUrl: { variable: 'BASE_URL', path: '' },
  health: { ready: '/', live: 'tcp', startSeconds: 120 },
  user: 1001,
  writable: ['/tmp'],
  keepsSessions: false,
  caVariables: ['NODE_EXTRA_CA_CERTS'],
  asksForLogin: true,
  environment: {
    HOSTNAME: '0.0.0.0',
    // Without one, every user is asked for a key of OpenAI.
    OPENAI_API_KEY: 'none',
  },
  // Its own list is of OpenAI's models.
  named: (model) => ({ CUSTOM_MODELS: `-all,+${model}` }),
  // The password that all users share.
  secrets: { CODE: randomHex('CODE', 12) },
  resources: {
    requests: { cpu: '100m', memory: '128Mi', ephemeralStorage: '128Mi' },
    limits: { memory: '512Mi', ephemeralStorage: '512Mi' },
  },
  files: {},
  shared: nothingToShare,
};
