import { type Warning, warning } from '../../common/warning';
import { podSecurity } from '../../namespace/namespace-settings';
import { type FinishedChat, ofKind } from '../finished-chat';
import { nameOf } from '../kube-object';
import { podSecurityFindings } from '../pod-security';

export function podSecurityWarnings(chat: FinishedChat): Warning[] {
  return [
    ...chat.publicObjects.flatMap((object) =>
      podSecurityFindings(object)
        .filter(({ level }) => level === 'restricted')
        .map(({ control, message }) =>
          warning(
            'below-restricted',
            'patches',
            `${nameOf(object)}: ${message}, which is below Pod Security "restricted" (${control}); a namespace that enforces it would refuse the pods`,
          ),
        ),
    ),
    ...ofKind(chat, 'Namespace').flatMap(({ metadata }) => {
      const level = metadata.labels?.[`${podSecurity}enforce`];
      return level === 'baseline'
        ? []
        : [
            warning(
              'pods-may-take-nodes',
              'namespace.labels',
              `enforce of Pod Security is ${level === undefined ? 'missing' : `"${level}"`}, so any pod that is made in the namespace may take its node; use "baseline"`,
            ),
          ];
    }),
  ];
}
