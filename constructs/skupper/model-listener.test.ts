import { minimal } from '../../tests/cases';
import { objectsOf, one } from '../../tests/objects';
import type { ChatSettings } from '../settings';
import { synthesize } from '../synthesis/synthesis';
import type { ModelSettings } from './model-settings';

describe('the listener', () => {
  const listenerOf = (model: Partial<ModelSettings>) =>
    one(objectsOf({ ...minimal, model: { ...minimal.model, ...model } }), 'Listener');

  test('has the name, host and routing key of the model', () => {
    const { metadata, spec } = listenerOf({});
    expect(metadata.name).toBe('instructlab');
    expect(spec).toEqual({ host: 'instructlab', port: 8000, routingKey: 'instructlab', type: 'tcp' });
  });

  test('serves TLS and is observed only when that is set', () => {
    expect(listenerOf({ tls: { secretName: 'model-tls' }, observer: 'none' }).spec).toMatchObject({
      tlsCredentials: 'model-tls',
      observer: 'none',
    });
  });

  test('of several keys prefers the first reachable one, in the order of the sites', () => {
    const objects = objectsOf({
      ...minimal,
      privateSites: [
        { name: 'b', routingKey: 'second' },
        { name: 'a', routingKey: 'first' },
      ],
    });
    expect(one(objects, 'MultiKeyListener').spec).toEqual({
      host: 'instructlab',
      port: 8000,
      strategy: { priority: { routingKeys: ['second', 'first'] } },
    });
    expect(objects.map(({ kind }) => kind)).not.toContain('Listener');
  });

  test('of several keys with weights shares connections out', () => {
    const objects = objectsOf({
      ...minimal,
      privateSites: [
        { name: 'gpu', routingKey: 'gpu', weight: 3 },
        { name: 'cpu', routingKey: 'cpu', weight: 1 },
      ],
    });
    expect(one(objects, 'MultiKeyListener').spec.strategy).toEqual({ weighted: { routingKeys: { gpu: 3, cpu: 1 } } });
  });

  test('of several keys serves TLS and is observed as one of a single key', () => {
    const objects = objectsOf({
      ...minimal,
      model: { ...minimal.model, tls: { secretName: 'model-tls' }, observer: 'none' },
      privateSites: [{ name: 'b', routingKey: 'second' }, { name: 'a' }],
    });
    expect(one(objects, 'MultiKeyListener').spec).toMatchObject({ tlsCredentials: 'model-tls', observer: 'none' });
  });

  test('stays plain while all sites share one key, even one of their own', () => {
    const objects = objectsOf({
      ...minimal,
      privateSites: [
        { name: 'a', routingKey: 'model' },
        { name: 'b', routingKey: 'model' },
      ],
    });
    expect(one(objects, 'Listener').spec.routingKey).toBe('model');
  });

  test.each<[string, Partial<ChatSettings>]>([
    ['an observer', { model: { ...minimal.model, observer: 'http1' } }],
    ['several routing keys', { privateSites: [{ name: 'a', routingKey: 'a' }, { name: 'b' }] }],
  ])('with %s needs the newest Skupper', (_, more) => {
    const skupper = (settings: ChatSettings) => synthesize(settings).chats[0]?.requirements[0]?.what;
    expect(skupper({ ...minimal, ...more })).toBe('Skupper 2.2.1');
    expect(skupper(minimal)).toBe('Skupper 2.0.0 to 2.2.1, but not 2.2.0');
  });
});
