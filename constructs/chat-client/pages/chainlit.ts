import type { PageProfile } from './page-profile';
import { noKey, pythonApp } from './python-app';

/** An app of one's own with Chainlit, 2. Source: chainlit/cli and chainlit/config.py. */
export const chainlit: PageProfile = {
  ...pythonApp,
  title: 'Chainlit',
  port: 8000,
  portVariables: ['CHAINLIT_PORT'],
  health: { ready: '/health', live: '/health', startSeconds: 120 },
  environment: {
    // It writes .files, .chainlit and chainlit.md there when it is loaded, and ends where it cannot.
    CHAINLIT_APP_ROOT: '/tmp',
    // Without it, it listens to itself alone.
    CHAINLIT_HOST: '0.0.0.0',
    ...noKey,
  },
};
