import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as skupper from '../../imports/skupper.io';
import { broken } from '../checks/broken';
import { check, group, listOf, optional } from '../checks/check';
import { routingKeyName, wholeNumber } from '../checks/values';
import { commonLabels } from '../common/labels';
import { type ModelSettings, modelSchema } from './model-settings';

/** A routing key and, with the weighted strategy, its share of the connections. */
export interface RoutingKey {
  readonly name: string;
  /**
   * Share of the connections, in proportion to the other keys' weights. All keys have one, or none.
   *
   * @default - the first key whose site is in the network takes every connection
   */
  readonly weight?: number;
}

/** The first that has no weight while others have one. */
export function withoutWeight<T extends { readonly weight?: number }>(list: readonly T[]): T | undefined {
  const isWeighted = list.some(({ weight }) => weight !== undefined);
  return isWeighted ? list.find(({ weight }) => weight === undefined) : undefined;
}

const routingKeysSchema = group<{ routingKeys: readonly RoutingKey[] }>(
  {
    routingKeys: listOf(
      group<RoutingKey>({ name: routingKeyName, weight: optional(wholeNumber(0, 1000)) }),
      'routing keys',
      1,
    ),
  },
  {
    reads: ['routingKeys'],
    judge: ({ routingKeys }) => {
      return broken(
        withoutWeight(routingKeys) !== undefined,
        'routingKeys',
        'some have a weight and some have none; give all of them a weight, or none',
      );
    },
  },
);

export interface ModelListenerProps extends ModelSettings {
  /** The chat that the listener belongs to. */
  readonly partOf: string;
  /** One key makes a Listener. Several make a MultiKeyListener: in their order, or by weight. */
  readonly routingKeys: readonly RoutingKey[];
  /**
   * Gives the model's address its full name inside the cluster, which ends in `.local`, for servers that refuse others.
   *
   * @default false, the Service's own name
   */
  readonly fullName?: boolean;
}

/**
 * Makes the listener of the model: a Listener for one routing key, a MultiKeyListener for several.
 *
 * The router opens the port only while a connector is reachable: without one, connections are refused.
 */
export class ModelListener extends Construct {
  /** The chat that the listener belongs to. */
  readonly partOf: string;
  /** Name of the Service that Skupper's controller makes. */
  readonly host: string;
  readonly port: number;
  /** The host as the page asks for it. */
  readonly hostName: string;
  /** What its servers call the model, where the settings say it. */
  readonly name?: string;
  /** The model's address, for the chat client. */
  readonly url: string;
  /** Secret whose `ca.crt` vouches for the address, when it is an HTTPS one. */
  readonly caSecretName?: string;
  readonly routingKeys: readonly RoutingKey[];

  /** @throws SettingsError for every broken rule of the settings. */
  constructor(scope: Construct, id: string, props: ModelListenerProps) {
    const { partOf, routingKeys, fullName, ...settings } = props;
    check(modelSchema, settings, 'model');
    check(routingKeysSchema, { routingKeys }, 'model');
    super(scope, id);
    const { host, port, name, tls, observer } = settings;
    this.partOf = partOf;
    this.host = host;
    this.port = port;
    this.hostName = fullName ? `${host}.${Chart.of(this).namespace}.svc.cluster.local` : host;
    this.url = `${tls === undefined ? 'http' : 'https'}://${this.hostName}:${port}`;
    this.name = name;
    this.caSecretName = tls?.secretName;
    this.routingKeys = routingKeys;
    const metadata = { name: host, labels: commonLabels({ name: host, component: 'model', partOf }) };
    const common = { host, port, tlsCredentials: tls?.secretName };
    const [only, ...others] = routingKeys;
    if (only !== undefined && others.length === 0) {
      new skupper.Listener(this, 'listener', {
        metadata,
        spec: {
          ...common,
          routingKey: only.name,
          type: 'tcp',
          observer: observer as skupper.ListenerSpecObserver | undefined,
        },
      });
    } else {
      new skupper.MultiKeyListener(this, 'listener', {
        metadata,
        spec: {
          ...common,
          strategy: strategy(routingKeys),
          observer: observer as skupper.MultiKeyListenerSpecObserver | undefined,
        },
      });
    }
  }

  /** The key of that name, for the connector that answers it. */
  routingKey(name: string): RoutingKey {
    const key = this.routingKeys.find((candidate) => candidate.name === name);
    if (key === undefined) {
      throw new Error(`the listener "${this.host}" has no routing key "${name}"`);
    }
    return key;
  }
}

function strategy(routingKeys: readonly RoutingKey[]): skupper.MultiKeyListenerSpecStrategy {
  if (routingKeys.every(({ weight }) => weight !== undefined)) {
    const weights = routingKeys.map(({ name, weight }) => [name, weight ?? 1] as const);
    return { weighted: { routingKeys: Object.fromEntries(weights) } };
  }
  return { priority: { routingKeys: routingKeys.map(({ name }) => name) } };
}
