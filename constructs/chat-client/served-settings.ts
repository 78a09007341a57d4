import { optional, type Schema } from '../checks/check';
import { port, portFrom, serviceName, wholeNumber } from '../checks/values';
import { imageSchema } from './image';
import type { PodSettings } from './pod-settings';

/** What every page has, whichever it is. */
export interface ServedSettings extends PodSettings {
  /** Name of the Deployment, the Service and the rest, and value of the label `app`. At most 60 characters. */
  readonly name: string;
  /**
   * Image of the page, with a tag other than `latest` or, better, a digest. That of the article's page has to contain
   * gunicorn and the module `app:app`, as `quay.io/rzago/ilab-client` does.
   *
   * With a digest the pull policy is `IfNotPresent`, with a tag alone it is `Always`.
   */
  readonly image: string;
  /**
   * Port of the pods, the one that the page listens on, from 1024 to 65535: the pod has no right to a lower one.
   *
   * @default - the page's own, 8080 for the article's
   */
  readonly port?: number;
  /**
   * Port of the Service, from 1 to 65535.
   *
   * @default - the port of the pods
   */
  readonly servicePort?: number;
  /**
   * The longest answer, in seconds from 1 to 14400. Every timeout on the way derives from it, except the limit of 600 s that
   * the article's client has of its own, and only another image can change.
   *
   * @default 600
   */
  readonly longestAnswerSeconds?: number;
}

/** The fields of every page that are not its pods', for the group of settings that they belong to. */
export const servedFields = {
  // The longest name of a Service that is made from it ends in -lb.
  name: serviceName(60),
  image: imageSchema,
  port: optional(portFrom(1024, 'the pod has no right to a lower one; let the exposure take port 80 or 443')),
  servicePort: optional(port),
  longestAnswerSeconds: optional(wholeNumber(1, 14_400, 'seconds')),
} satisfies { [Name in Exclude<keyof ServedSettings, keyof PodSettings>]-?: Schema<ServedSettings[Name]> };
