import type { ModelServerProfile } from './profile';

/** The body of the shortest question that a model server answers: one token. Names the model where the settings do. */
export function shortQuestion(
  { questionPath }: ModelServerProfile,
  modelName?: string,
): Readonly<Record<string, unknown>> {
  const question =
    questionPath === '/v1/completions' ? { prompt: 'Hello' } : { messages: [{ role: 'user', content: 'Hello' }] };
  return { ...(modelName === undefined ? {} : { model: modelName }), ...question, max_tokens: 1 };
}
