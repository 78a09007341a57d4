import type { Construct } from 'constructs';
import type { Backend } from '../../common/backend';
import type { TrafficSource } from '../../common/traffic-source';
import type { HostSettings } from '../hosts';
import type { TlsSettings } from '../tls';

/** What all controllers are asked for in the same words. */
export interface SharedIngressSettings extends HostSettings {
  /**
   * Name of the chat, e.g. `chat.example.com`. `tls` needs one. Excludes `hosts`.
   *
   * @default - every name that leads to the controller
   */
  readonly host?: string;
  /**
   * Several names of the chat, at most 16, on one certificate. Excludes `host`.
   *
   * @default - none
   */
  readonly hosts?: readonly string[];
  /**
   * More annotations for the Ingress. One that a setting decides about is refused, and so is one that another controller
   * reads.
   *
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What a profile makes its parts of. */
export interface ProfileInput<S> {
  /** Where objects of the controller's own kinds are made. */
  readonly scope: Construct;
  readonly settings: S;
  readonly backend: Backend;
  /** Name of the Ingress, from which the names of other objects are made. */
  readonly name: string;
}

/** What one controller makes of the settings. */
export interface IngressParts {
  /** Its IngressClass; none where an annotation names it. */
  readonly className?: string;
  readonly annotations: Readonly<Record<string, string>>;
  /**
   * Annotations of the Service that the Ingress leads to.
   *
   * @default - none
   */
  readonly serviceAnnotations?: Readonly<Record<string, string>>;
  /** Who connects to the pods. */
  readonly trafficSource: TrafficSource;
  /**
   * The certificate, where a Secret holds it.
   *
   * @default - none, or one that the controller finds by the hosts
   */
  readonly certificate?: TlsSettings;
}

/** How one controller is told what the settings say. */
export type IngressProfile<S> = (input: ProfileInput<S>) => IngressParts;
