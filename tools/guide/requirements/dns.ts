import { words } from '../language';
import type { Entries } from './entry';

export const dnsEntries: Entries<'name in the DNS'> = {
  'name in the DNS': {
    portuguese: ({ hosts, controller, of, shutdownSeconds }) => {
      const whose = {
        Ingress: `com o endereço do controller${shutdownSeconds === undefined ? '' : `; e worker-shutdown-timeout: ${shutdownSeconds}s no ConfigMap dele, ou as recargas cortam respostas longas`}`,
        Gateway: `com o endereço do Gateway "${of.name}"`,
        Route: 'com o nome do router do OpenShift, a não ser que fique abaixo do domínio do próprio cluster',
      };
      return [`${hosts.join(', ')} no DNS${controller === undefined ? '' : `, para ${controller}`}`, whose[of.kind]];
    },
    steps: ({ hosts, of: { kind, name, namespace } }) => {
      const inDns = hosts.map((host) => `getent hosts ${host} || nslookup ${host}`);
      return kind === 'Route'
        ? [
            {
              say: words(
                "The router's own name goes into the DNS, as a CNAME:",
                'O nome do próprio router vai para o DNS, como CNAME:',
              ),
              at: 'public cluster',
              run: [
                `oc get route ${name} -n ${namespace} -o jsonpath='{.status.ingress[*].routerCanonicalHostname}{"\\n"}'`,
                ...inDns,
              ],
              see: words(
                'The name of the router, and its address for each name. A new record takes minutes.',
                'O nome do router e, para cada nome, o endereço dele. Um registro novo leva minutos.',
              ),
            },
          ]
        : [
            {
              say: words(
                `The address of the ${kind} goes into the DNS, as an A record, or as a CNAME where it is a name:`,
                `O endereço do ${kind} vai para o DNS, como registro A, ou como CNAME se for um nome:`,
              ),
              at: 'public cluster',
              run: [`kubectl get ${kind.toLowerCase()} ${name} -n ${namespace}`, ...inDns],
              see: words(
                'The same address in the column `ADDRESS` and for each name. A new record takes minutes.',
                'O mesmo endereço na coluna `ADDRESS` e para cada nome. Um registro novo leva minutos.',
              ),
            },
          ];
    },
  },
};
