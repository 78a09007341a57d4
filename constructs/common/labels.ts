/** What the labels of an object say. */
export interface LabelProps {
  /** The application, e.g. `ilab-client`. */
  readonly name: string;
  /** Its part in the chat, e.g. `frontend`. */
  readonly component: string;
  /** The chat that it belongs to. */
  readonly partOf: string;
}

const component = 'app.kubernetes.io/component';
const version = 'app.kubernetes.io/version';

/** Parts of a chat that are found again by their label. */
const page = 'frontend';
const login = 'login';

export const components = { page, login } as const;

/** The labels of Kubernetes' own vocabulary. Selectors never use them: a selector cannot change, these may. */
export function commonLabels({ name, component: part, partOf }: LabelProps): Record<string, string> {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': partOf,
    [component]: part,
    'app.kubernetes.io/part-of': partOf,
    'app.kubernetes.io/managed-by': 'cdk8s',
  };
}

/** The label that names the version of what runs in pods. It changes with each image, so no other object has it. */
export function versionLabel(text: string | undefined): Record<string, string> {
  return text === undefined ? {} : { [version]: text };
}

export function isPagePart(labels: Readonly<Record<string, string>>): boolean {
  return labels[component] === page;
}

export function isLoginPart(labels: Readonly<Record<string, string>>): boolean {
  return labels[component] === login;
}
