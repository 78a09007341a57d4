/** What the labels of an object say. */
export interface LabelProps {
  /** The application, e.g. `ilab-client`. */
  readonly name: string;
  /** Its part in the chat, e.g. `frontend`. */
  readonly component: string;
  /** The chat that it belongs to. */
  readonly partOf: string;
  /**
   * Version of the application.
   *
   * @default - no version label
   */
  readonly version?: string;
}

/** The labels of Kubernetes' own vocabulary. Selectors never use them: a selector cannot change, these may. */
export function commonLabels({ name, component, partOf, version }: LabelProps): Record<string, string> {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': name,
    ...(version === undefined ? {} : { 'app.kubernetes.io/version': version }),
    'app.kubernetes.io/component': component,
    'app.kubernetes.io/part-of': partOf,
    'app.kubernetes.io/managed-by': 'cdk8s',
  };
}
