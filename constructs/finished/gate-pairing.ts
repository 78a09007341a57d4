import type { Finding } from './finding';
import { type KubeObject, nameOf } from './kube-object';

/** What Skupper accepts without a word and then does not do: listeners, connectors and links that have no other end. */
export function pairingFindings(
  publicObjects: readonly KubeObject[],
  privateSites: readonly (readonly KubeObject[])[],
): Finding[] {
  const privateObjects = privateSites.flat();
  const listeners = publicObjects.filter(({ kind }) => kind === 'Listener' || kind === 'MultiKeyListener');
  const connectors = privateObjects.filter(({ kind }) => kind === 'Connector');
  return [
    ...oneSite(publicObjects),
    ...privateSites.flatMap(oneSite),
    ...listeners.flatMap((listener) => hostProblems(listener, listeners, publicObjects)),
    ...(privateSites.length === 0 ? [] : keyProblems(listeners, connectors)),
    ...linkProblems(privateObjects, publicObjects),
  ];
}

function oneSite(objects: readonly KubeObject[]): Finding[] {
  const [, ...others] = objects.filter(({ kind }) => kind === 'Site');
  return others.map((object) => ({ object, message: 'a second Site in its namespace, which Skupper refuses' }));
}

function hostProblems(
  listener: KubeObject,
  listeners: readonly KubeObject[],
  objects: readonly KubeObject[],
): Finding[] {
  const { host, port } = listener.spec;
  const services = objects.filter(({ kind, metadata }) => kind === 'Service' && metadata.name === host);
  const shared = listeners.some((other) => other !== listener && other.spec.host === host && other.spec.port === port);
  return [
    ...services.map((object) => ({
      object,
      message: `has the name of the Service that Skupper makes for ${nameOf(listener)}; give it another`,
    })),
    ...(shared ? [{ object: listener, message: `another listener has the same host and port, ${host}:${port}` }] : []),
  ];
}

function keyProblems(listeners: readonly KubeObject[], connectors: readonly KubeObject[]): Finding[] {
  const listened = listeners.flatMap((listener) => keysOf(listener).map((key) => ({ key, listener })));
  const connected = connectors.map((connector) => ({ key: connector.spec.routingKey as string, connector }));
  return [
    ...listened
      .filter(({ key }) => connected.every((other) => other.key !== key))
      .map(({ key, listener }) => ({ object: listener, message: `no connector has its routing key "${key}"` })),
    ...connected
      .filter(({ key }) => listened.every((other) => other.key !== key))
      .map(({ key, connector }) => ({ object: connector, message: `no listener has its routing key "${key}"` })),
  ];
}

/** The routing keys of a Listener or a MultiKeyListener. */
export function keysOf({ kind, spec }: KubeObject): string[] {
  return kind === 'Listener'
    ? [spec.routingKey]
    : (spec.strategy.priority?.routingKeys ?? Object.keys(spec.strategy.weighted?.routingKeys ?? {}));
}

function linkProblems(privateObjects: readonly KubeObject[], publicObjects: readonly KubeObject[]): Finding[] {
  const certificates = publicObjects.filter(({ kind }) => kind === 'Certificate').map(({ metadata }) => metadata.name);
  return privateObjects
    .filter(({ kind, spec }) => kind === 'Link' && !certificates.includes(spec.tlsCredentials))
    .map((object) => ({ object, message: `no Certificate makes its credentials, "${object.spec.tlsCredentials}"` }));
}
