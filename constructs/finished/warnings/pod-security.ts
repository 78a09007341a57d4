import { type Warning, warning } from '../../common/warning';
import { podSecurity } from '../../namespace/namespace-settings';
import type { FinishedChat } from '../finished-chat';
import { type KubeObject, nameOf, settingOf } from '../kube-object';
import { podSecurityFindings } from '../pod-security';

export function podSecurityWarnings(chat: FinishedChat): Warning[] {
  return [
    ...chat.publicObjects.flatMap((object) =>
      podSecurityFindings(object)
        .filter(({ level }) => level === 'restricted')
        .map(({ control, message }) =>
          warning(
            'below-restricted',
            settingOf(object),
            `${nameOf(object)}: ${message}, which is below Pod Security "restricted" (${control}); a namespace that enforces it would refuse the pods`,
          ),
        ),
    ),
    ...openNamespaces(chat.publicObjects, 'namespace.labels'),
    ...chat.privateSites.flatMap((site, index) => openNamespaces(site, `privateSites[${index}].namespace.labels`)),
  ];
}

function openNamespaces(objects: readonly KubeObject[], path: string): Warning[] {
  return objects
    .filter(({ kind }) => kind === 'Namespace')
    .map(({ metadata }) => metadata.labels?.[`${podSecurity}enforce`])
    .filter((level) => level !== 'baseline')
    .map((level) =>
      warning(
        'pods-may-take-nodes',
        path,
        `enforce of Pod Security is ${level === undefined ? 'missing' : `"${level}"`}, so any pod that is made in the namespace may take its node; use "baseline"`,
      ),
    );
}
