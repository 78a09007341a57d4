import type { PageProfile } from './page-profile';
import { noKey, pythonApp } from './python-app';

/** An app of one's own with Streamlit, 1. Source: its reference of config.toml. */
export const streamlit: PageProfile = {
  ...pythonApp,
  title: 'Streamlit',
  port: 8501,
  portVariables: ['STREAMLIT_SERVER_PORT'],
  health: { ready: '/_stcore/health', live: '/_stcore/health', startSeconds: 120 },
  environment: {
    ...noKey,
    // It would report to its makers.
    STREAMLIT_BROWSER_GATHER_USAGE_STATS: 'false',
    // Otherwise it asks for an e-mail address at its first start.
    STREAMLIT_SERVER_HEADLESS: 'true',
  },
};
