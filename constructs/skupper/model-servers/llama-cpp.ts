import type { ModelServerProfile } from './profile';

/**
 * `llama-server` of llama.cpp, with the file that `ilab model download` fetches. It answers 503 on every path but its own
 * page until the model is loaded. Source: llama.cpp, tools/server; ran.
 */
export const llamaCpp: ModelServerProfile = {
  title: 'llama.cpp',
  port: 8080,
  checkPath: '/v1/models',
  questionPath: '/v1/completions',
  answersAtOnce: 4,
  oneMore: 'waits',
  needsModelName: false,
  wantsLocalName: false,
  command: (port, modelName) =>
    [
      '%h/llama.cpp/build/bin/llama-server',
      '--model %h/.cache/instructlab/models/granite-7b-lab-Q4_K_M.gguf',
      ...(modelName === undefined ? [] : [`--alias ${modelName}`]),
      `--host 127.0.0.1 --port ${port}`,
    ].join(' '),
};
