import { minimal } from '../../../tests/cases';
import { objectsOf, one } from '../../../tests/objects';
import type { ModelServerKind } from './profiles';
import { modelServerKinds, profileOf } from './profiles';
import { shortQuestion } from './question';

const chatWith = (server: ModelServerKind) => ({
  ...minimal,
  model: { ...minimal.model, name: 'granite' },
  privateSites: [{ name: 'machine', server }],
});

const connectorOf = (server: ModelServerKind) => one(objectsOf(chatWith(server), 'private'), 'Connector').spec;

const addressOf = (server: ModelServerKind) => {
  const [container] = one(objectsOf(chatWith(server)), 'Deployment').spec.template.spec.containers;
  return container.env[0].value;
};

test.each<[ModelServerKind, number]>([
  ['instructlab', 8000],
  ['llama.cpp', 8080],
  ['vllm', 8000],
  ['ollama', 11_434],
  ['openai', 8000],
])('the connector of %s goes to its own port, %d', (server, port) => {
  expect(connectorOf(server)).toMatchObject({ host: 'localhost', port });
});

test.each(modelServerKinds.filter((kind) => kind !== 'ollama'))('the page asks for %s by the short name', (server) => {
  expect(addressOf(server)).toBe('http://instructlab:8000');
});

test('the page asks for Ollama by a name that ends in .local: it answers 403 to others', () => {
  expect(addressOf('ollama')).toBe('http://instructlab.ilab-chat.svc.cluster.local:8000');
});

test('one site with Ollama is enough, because all share the address', () => {
  const chat = chatWith('ollama');
  const privateSites = [{ name: 'other', server: 'vllm' as const }, ...chat.privateSites];
  const [container] = one(objectsOf({ ...chat, privateSites }), 'Deployment').spec.template.spec.containers;
  expect(container.env[0].value).toBe('http://instructlab.ilab-chat.svc.cluster.local:8000');
});

test('all are there when /v1/models answers: GET / is 404 on vLLM, and 200 on llama-server before the model is loaded', () => {
  expect(modelServerKinds.map((kind) => profileOf(kind).checkPath)).toEqual(modelServerKinds.map(() => '/v1/models'));
});

test('the shortest question names the model where the settings do', () => {
  expect(shortQuestion(profileOf('instructlab'))).toEqual({ prompt: 'Hello', max_tokens: 1 });
  expect(shortQuestion(profileOf('ollama'), 'granite')).toEqual({ model: 'granite', prompt: 'Hello', max_tokens: 1 });
  expect(shortQuestion(profileOf('openai'))).toEqual({
    messages: [{ role: 'user', content: 'Hello' }],
    max_tokens: 1,
  });
});
