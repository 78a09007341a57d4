import type { ModelServerProfile } from './profile';

/** Any other server that speaks OpenAI's API: what all of them have in common. */
export const openai: ModelServerProfile = {
  title: 'The model server',
  port: 8000,
  checkPath: '/v1/models',
  questionPath: '/v1/chat/completions',
  oneMore: 'waits',
  needsModelName: false,
  wantsLocalName: false,
  command: () => undefined,
};
