import { App, Chart } from 'cdk8s';
import { minimal } from '../../tests/cases';
import { objectsOf, one } from '../../tests/objects';
import type { SettingsError } from '../checks/problem';
import type { ChatSettings } from '../settings';
import { synthesize } from '../synthesis/synthesis';
import { ModelListener, type ModelListenerProps } from './model-listener';
import type { ModelSettings } from './model-settings';

describe('the listener on its own', () => {
  const chart = () => new Chart(new App(), 'chat');
  const problems = (more: Partial<ModelListenerProps>) => {
    try {
      const props = { host: 'model', port: 8000, partOf: 'chat', routingKeys: [{ name: 'a' }] };
      new ModelListener(chart(), 'model', { ...props, ...more });
      return [];
    } catch (error) {
      return (error as SettingsError).problems.map(({ path, message }) => `${path}: ${message}`);
    }
  };

  test('refuses what it cannot make, by the path of the setting', () => {
    expect(problems({ port: 0 })).toEqual(['model.port: "0" is not a port; use a whole number from 1 to 65535']);
    expect(problems({ routingKeys: [] })).toEqual([
      'model.routingKeys: empty; use a list of routing keys, at least one',
    ]);
    expect(problems({ routingKeys: [{ name: 'a', weight: 1 }, { name: 'b' }] })).toEqual([
      'model.routingKeys: some have a weight and some have none; give all of them a weight, or none',
    ]);
  });

  test('has no key that it was not given', () => {
    const listener = new ModelListener(chart(), 'model', {
      host: 'model',
      port: 8000,
      partOf: 'chat',
      routingKeys: [
        { name: 'a', weight: 0 },
        { name: 'b', weight: 2 },
      ],
    });
    expect(listener.routingKey('b')).toEqual({ name: 'b', weight: 2 });
    expect(() => listener.routingKey('c')).toThrow('the listener "model" has no routing key "c"');
  });
});

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
