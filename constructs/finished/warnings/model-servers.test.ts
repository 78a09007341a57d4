import { minimal } from '../../../tests/cases';
import type { ModelServer, PrivateSiteSettings } from '../../skupper/private-site-settings';
import { synthesize } from '../../synthesis/synthesis';

const warningsOf = (privateSites: readonly PrivateSiteSettings[], client = {}) =>
  synthesize({
    ...minimal,
    model: { ...minimal.model, name: 'granite' },
    client: { ...minimal.client, ...client },
    privateSites,
    acceptedWarnings: ['image-without-digest'],
  }).warnings.map(({ id, path, message }) => `${id} ${path}: ${message}`);

const onlyOne = (path: string, most: number) =>
  `one-at-a-time ${path}: InstructLab answers 1 question at a time and refuses every other at once, and the page lets up to ${most} through; with "llama.cpp" or "vllm" they wait for their turn`;

test("the article's server refuses the second person, whatever the page waits for", () => {
  expect(warningsOf([{ name: 'a' }])).toEqual([onlyOne('privateSites[0].server', 64)]);
  expect(warningsOf([{ name: 'a' }], { replicas: 1, answersInFlight: 2 })).toEqual([
    onlyOne('privateSites[0].server', 2),
  ]);
  const autoscaling = { minReplicas: 1, maxReplicas: 5 };
  expect(warningsOf([{ name: 'a' }], { autoscaling })).toContain(onlyOne('privateSites[0].server', 160));
});

test('each server of a machine is named', () => {
  const modelServers: ModelServer[] = [
    { routingKey: 'new', server: 'vllm' },
    { routingKey: 'old', port: 8001 },
  ];
  expect(warningsOf([{ name: 'a', modelServers }])).toEqual([onlyOne('privateSites[0].modelServers[1].server', 64)]);
});

test.each(['llama.cpp', 'vllm', 'openai'] as const)('%s lets everybody wait', (server) => {
  expect(warningsOf([{ name: 'a', server }])).toEqual([]);
});

test("Ollama wants the model's name, which the article's page does not send", () => {
  expect(warningsOf([{ name: 'a', server: 'ollama' }])).toEqual([
    `model-not-named privateSites[0].server: Ollama answers only requests that name the model, and the article's page names none; use "llama.cpp", or a page that does`,
  ]);
});
