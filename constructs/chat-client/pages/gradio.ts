import type { PageProfile } from './page-profile';
import { noKey, pythonApp } from './python-app';

/** An app of one's own with Gradio, 6. Source: gradio/networking.py and its guide to environment variables. */
export const gradio: PageProfile = {
  ...pythonApp,
  title: 'Gradio',
  port: 7860,
  portVariables: ['GRADIO_SERVER_PORT'],
  // It has no path of its own for health.
  health: { ready: '/', live: 'tcp', startSeconds: 120 },
  environment: {
    // It would report to its makers.
    GRADIO_ANALYTICS_ENABLED: 'False',
    // Otherwise it lets one question through at a time.
    GRADIO_DEFAULT_CONCURRENCY_LIMIT: '32',
    // Without it, it listens to itself alone.
    GRADIO_SERVER_NAME: '0.0.0.0',
    ...noKey,
  },
};
