import { instructlab } from './instructlab';
import { llamaCpp } from './llama-cpp';
import { ollama } from './ollama';
import { openai } from './openai';
import type { ModelServerProfile } from './profile';
import { vllm } from './vllm';

const profiles = { instructlab, 'llama.cpp': llamaCpp, vllm, ollama, openai } as const;

/** A kind of model server. */
export type ModelServerKind = keyof typeof profiles;

export const modelServerKinds = Object.keys(profiles) as ModelServerKind[];

/** What is known of a kind; the article's is InstructLab. */
export function profileOf(kind: ModelServerKind = 'instructlab'): ModelServerProfile {
  return profiles[kind];
}
