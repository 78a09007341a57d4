import type { PageFacts } from '../page-facts';
import { anythingllm } from './anythingllm';
import { chainlit } from './chainlit';
import { chatUi } from './chat-ui';
import { gradio } from './gradio';
import { librechat } from './librechat';
import { nextchat } from './nextchat';
import { openWebui } from './open-webui';
import { nothingToShare, type PageProfile } from './page-profile';
import { streamlit } from './streamlit';

/** The pages that settings may name. */
export const pages = {
  anythingllm,
  chainlit,
  'chat-ui': chatUi,
  gradio,
  librechat,
  nextchat,
  'open-webui': openWebui,
  streamlit,
} satisfies Readonly<Record<string, PageProfile>>;

export type PageName = keyof typeof pages;

export const pageNames = Object.keys(pages) as PageName[];

/** The commands that make the files of the pages' Secrets, by their keys. */
export const secretRecipes: Readonly<Record<string, string>> = Object.assign(
  {},
  ...Object.values(pages).map(({ secrets }) => secrets),
);

/** What holds for a page that says nothing else of itself. */
const anyPage: PageProfile = {
  title: 'the page',
  port: 8080,
  modelUrl: { variable: 'OPENAI_BASE_URL', path: '/v1' },
  health: { ready: '/', live: 'tcp', startSeconds: 60 },
  user: 10001,
  writable: ['/tmp'],
  keepsSessions: false,
  caVariables: ['SSL_CERT_FILE'],
  asksForLogin: false,
  environment: {},
  secrets: {},
  resources: {
    requests: { cpu: '100m', memory: '256Mi', ephemeralStorage: '128Mi' },
    limits: { memory: '1Gi', ephemeralStorage: '1Gi' },
  },
  files: {},
  shared: nothingToShare,
};

/** What is known of the page of the settings. */
export function profileOf(page: PageName | PageFacts): PageProfile {
  if (typeof page === 'string') {
    return pages[page];
  }
  return { ...anyPage, ...said(page), health: { ...anyPage.health, ...said(page.health ?? {}) } };
}

/** Facts without those that are there and undefined. */
function said<T extends object>(facts: T): { [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined)) as T;
}
