import type { ModelServerProfile } from './profile';

/**
 * vLLM, which works on many answers in one batch. A request may leave the model out; a name that it does not serve gets
 * 404. Source: vLLM, entrypoints/openai, and its documentation.
 */
export const vllm: ModelServerProfile = {
  title: 'vLLM',
  port: 8000,
  checkPath: '/v1/models',
  questionPath: '/v1/completions',
  oneMore: 'waits',
  needsModelName: false,
  wantsLocalName: false,
  command: (port, modelName) => modelName && `%h/vllm/venv/bin/vllm serve ${modelName} --host 127.0.0.1 --port ${port}`,
};
