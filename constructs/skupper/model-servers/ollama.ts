import type { ModelServerProfile } from './profile';

/**
 * Ollama. On a loopback address it refuses a Host header that is no local name, and it answers 404 to a request that names
 * no model. Up to 512 questions wait. Source: Ollama 0.17.4, server/routes.go and envconfig/config.go.
 */
export const ollama: ModelServerProfile = {
  title: 'Ollama',
  port: 11_434,
  checkPath: '/v1/models',
  questionPath: '/v1/completions',
  answersAtOnce: 1,
  oneMore: 'waits',
  needsModelName: true,
  wantsLocalName: true,
  environment: (port) => ({ OLLAMA_HOST: `127.0.0.1:${port}` }),
  command: () => '/usr/local/bin/ollama serve',
};
