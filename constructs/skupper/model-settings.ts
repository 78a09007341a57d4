import { broken } from '../checks/broken';
import { group, listOf, optional, type Schema, value } from '../checks/check';
import { objectName, oneOf, port, serviceName } from '../checks/values';
import { peerFields, somePeer } from '../common/peer-settings';

/** What the router reads of the traffic for its telemetry. */
export type Observer = 'auto' | 'none' | 'http1' | 'http2';

/** The model as the public site sees it: a host and a port that the router answers. */
export interface ModelSettings {
  /**
   * Host name under which the chat client finds the model, and name of the Service that Skupper's controller makes
   * for it. Nothing else in the namespace may have a Service of this name. At most 50 characters.
   */
  readonly host: string;
  /** Port of that Service. */
  readonly port: number;
  /**
   * What its servers call the model, where a request has to say it or the server's command takes it:
   * `ibm-granite/granite-3.3-8b-instruct` of Hugging Face for vLLM, a tag such as `granite3.3:8b` for Ollama.
   *
   * @default - requests name no model, as those of the article's page
   */
  readonly name?: string;
  /**
   * Secret of type `kubernetes.io/tls` with `tls.crt`, `tls.key` and `ca.crt`, with which the router serves TLS to the
   * client. The client trusts its `ca.crt`.
   *
   * @default - plain HTTP between the client and the router, inside the namespace; the link between sites is always TLS
   */
  readonly tls?: ModelTls;
  /**
   * What the router reads of the traffic for its telemetry. Needs Skupper 2.2.1: 2.2.0 cannot take over a running 2.1.
   *
   * @default - the router's own choice, which is to recognize HTTP
   */
  readonly observer?: Observer;
  /**
   * Pods that may ask the model beside the client's. It closes the router to every other pod, as `isolateRouter` does. Pods of
   * other namespaces find the model under its host with the chat's namespace, such as `instructlab.ilab-chat`.
   *
   * @default - every pod of the chat's namespace, unless `isolateRouter` says otherwise
   */
  readonly allowFrom?: readonly ModelCaller[];
}

/** Pods that may ask the model. */
export interface ModelCaller {
  /**
   * Namespace of the pods.
   *
   * @default - the chat's own
   */
  readonly namespace?: string;
  /**
   * Labels of the pods.
   *
   * @default - every pod of the namespace
   */
  readonly podLabels?: Readonly<Record<string, string>>;
}

/** What servers call a model, in a form that neither a shell nor systemd reads as anything else. */
const modelName: Schema<string> = value(
  'the name of a model',
  'letters, digits and "-_.:/@+", at most 200, such as "ibm-granite/granite-3.3-8b-instruct"',
  (input) => typeof input === 'string' && /^[\w./][\w./:@+-]{0,199}$/.test(input),
);

/** TLS between the client and the router. */
export interface ModelTls {
  /** Name of the Secret. It has to exist before the Listener. */
  readonly secretName: string;
}

const { namespace, podLabels } = peerFields;
const callerSchema = group<ModelCaller>({ namespace, podLabels }, somePeer);

export const modelSchema: Schema<ModelSettings> = group<ModelSettings>(
  {
    // The listener has the host's name, and a MultiKeyListener's name gets a prefix of 13 characters.
    host: serviceName(50),
    port,
    name: optional(modelName),
    tls: optional(group<ModelTls>({ secretName: objectName })),
    observer: optional(oneOf('auto', 'none', 'http1', 'http2')),
    allowFrom: optional(listOf(callerSchema, 'pods that may ask the model', 1)),
  },
  {
    reads: ['host'],
    judge: ({ host }) =>
      broken(
        host === 'localhost',
        'host',
        '"localhost" is the pod itself; name the Service that Skupper makes, such as "instructlab", and the machine in privateSites',
      ),
  },
);
