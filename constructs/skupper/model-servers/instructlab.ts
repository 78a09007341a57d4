import type { ModelServerProfile } from './profile';

/**
 * `ilab model serve` with a GGUF file, as in the article. It starts its web server with a limit of two connections, one of
 * which is taken by the question, so every other one gets 503 within milliseconds, a connection that says nothing included.
 * Source: InstructLab 0.26.1, model/backends/llama_cpp.py; ran.
 */
export const instructlab: ModelServerProfile = {
  title: 'InstructLab',
  port: 8000,
  checkPath: '/v1/models',
  questionPath: '/v1/completions',
  answersAtOnce: 1,
  oneMore: 'refused',
  needsModelName: false,
  wantsLocalName: false,
  command: (port) => `%h/instructlab/venv/bin/ilab model serve${port === 8000 ? '' : ` --port ${port}`}`,
};
