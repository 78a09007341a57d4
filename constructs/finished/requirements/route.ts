import { afterwards, type Requirement } from '../../common/requirement';
import { type FinishedChat, ofKind } from '../finished-chat';

/** The name of a Route that is not left to the cluster. */
export function routeRequirements(chat: FinishedChat): Requirement[] {
  return ofKind(chat, 'Route')
    .filter(({ spec }) => spec.host !== undefined)
    .map(({ metadata: { name }, spec }) =>
      afterwards(
        'name in the DNS',
        { hosts: [spec.host], of: { kind: 'Route', name, namespace: chat.namespace } },
        `${spec.host} in the DNS`,
        "with the name of OpenShift's router, unless it is below the cluster's own domain",
        `oc get route ${name} -n ${chat.namespace}`,
      ),
    );
}
