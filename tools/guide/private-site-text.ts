import { basename } from 'node:path';
import type { KubeObject, Manifest } from '../../constructs/finished/kube-object';
import { grantPort, linkPorts, routePort } from '../../constructs/skupper/ports';
import { skupperInstallation } from '../../constructs/skupper/version';
import type { ChatSummary } from '../../constructs/synthesis/synthesis';
import type { ExpectedChat } from '../command/chats';
import { commands, type Part } from './paragraphs';

/** The way of one private site, until it is linked. */
export function privateSitePart(chat: ExpectedChat, file: Manifest): Part {
  return siteIn(file.objects).metadata.namespace === undefined ? machinePart(chat, file) : clusterSitePart(chat, file);
}

export function siteIn(objects: readonly KubeObject[]): KubeObject {
  return objects.find(({ kind }) => kind === 'Site') as KubeObject;
}

/** The Secret of a link, as it is on the public cluster but for what only that cluster wants to know. */
function secretWithout(namespace: string, link: KubeObject): string {
  return `kubectl get secret ${link.spec.tlsCredentials} -n ${namespace} -o json | jq '{apiVersion, kind, type, data, metadata: {name: .metadata.name}}'`;
}

function clusterSitePart(chat: ExpectedChat, { path, objects }: Manifest): Part {
  const { namespace, linksOver } = chat.summary;
  const site = siteIn(objects);
  const link = objects.find(({ kind }) => kind === 'Link');
  const there = `--context "$PRIVATE" -n ${site.metadata.namespace}`;
  const apply = `kubectl --context "$PRIVATE" apply -f dist-private/${path}`;
  return [
    `The cluster of ${site.metadata.name}`,
    `It has the model, and Skupper 2.1 or newer. \`PRIVATE\` is its context of \`kubectl\`; the public cluster's is the current one. On the public cluster these objects would take the questions, so mind the context:\n\n${commands(
      `kubectl --context "$PRIVATE" get crd sites.skupper.io || kubectl --context "$PRIVATE" ${skupperInstallation.replace('kubectl ', '')}`,
      apply,
      `kubectl ${there} wait site/${site.metadata.name} --for=condition=Ready --timeout=180s`,
    )}`,
    outwards(linksOver, site, link),
    link === undefined
      ? `With the \`skupper\` command, the link:\n\n${commands(
          'umask 077',
          `skupper token issue token.yaml -n ${namespace}`,
          `kubectl ${there} apply -f token.yaml`,
          'rm token.yaml',
        )}`
      : `The Secret of the link, which is in no file:\n\n${commands(
          `${secretWithout(namespace, link)} | kubectl ${there} apply -f -`,
        )}`,
    `It is linked when its Link is ready:\n\n${commands(`kubectl ${there} get link`)}`,
  ];
}

function machinePart(chat: ExpectedChat, { path, objects }: Manifest): Part {
  const { namespace, linksOver } = chat.summary;
  const site = siteIn(objects);
  const file = basename(path);
  const link = objects.find(({ kind }) => kind === 'Link');
  const servers = objects.filter(({ kind }) => kind === 'Connector');
  const ask = servers.map(({ spec }) => `curl http://${spec.host}:${spec.port}/v1/models`);
  return [
    `The machine of ${site.metadata.name}`,
    'It has Podman, Skupper 2.1 or newer and a model server. docs/private-site.md installs them, and says what to do when a command fails.',
    ...unitsPart(chat, path),
    `The model server answers on the machine itself:\n\n${commands(...ask)}`,
    outwards(linksOver, site, link),
    link === undefined
      ? `On a computer with this project, \`kubectl\` and the \`skupper\` command, where \`MACHINE\` is how \`ssh\` reaches the machine:\n\n${commands(
          'umask 077',
          `skupper token issue token.yaml -n ${namespace}`,
          `scp dist-private/${path} token.yaml "$MACHINE":`,
          'rm token.yaml',
        )}`
      : `On a computer with this project and \`kubectl\`, where \`MACHINE\` is how \`ssh\` reaches the machine:\n\n${commands(
          `${secretWithout(namespace, link)} | ssh "$MACHINE" 'umask 077; cat > link-secret.yaml'`,
          `scp dist-private/${path} "$MACHINE":`,
        )}`,
    `On the machine:\n\n${commands(
      'export SKUPPER_PLATFORM=podman',
      ...(link === undefined
        ? [`skupper system apply -f ${file}`, 'skupper token redeem token.yaml', 'rm token.yaml']
        : ['skupper system apply -f link-secret.yaml', `skupper system apply -f ${file}`, 'rm link-secret.yaml']),
      'skupper system start',
      'skupper link status',
    )}`,
  ];
}

/** How the systemd units get to the machine and start the model; nothing where there are none. */
function unitsPart({ unitFiles }: ExpectedChat, sitePath: string): string[] {
  const folder = sitePath.replace('.k8s.yaml', '');
  const units = unitFiles.map(({ path }) => path).filter((path) => path.startsWith(`${folder}/`));
  const models = units.filter((path) => path.endsWith('.service') && !path.endsWith('-watchdog.service'));
  return units.length === 0
    ? []
    : [
        `Its systemd units start the model, and let the site come and go with it. On a computer with this project:\n\n${commands(
          `scp -r dist-private/${folder} "$MACHINE":`,
        )}`,
        `On the machine:\n\n${commands(
          'mkdir -p ~/.config/systemd/user',
          `cp -r ${basename(folder)}/. ~/.config/systemd/user/`,
          'systemctl --user daemon-reload',
          'loginctl enable-linger',
          `systemctl --user enable --now ${models.map((path) => basename(path)).join(' ')}`,
        )}`,
      ];
}

/** What the network of the machine lets out. Nothing has to be let in. */
function outwards(linksOver: ChatSummary['linksOver'], site: KubeObject, link: KubeObject | undefined): string {
  if (linksOver === undefined) {
    return 'The public Site accepts no links, so this machine cannot link to it.';
  }
  const isEdge = site.spec?.edge === true;
  const role = isEdge ? 'edge' : 'inter-router';
  const endpoints = (link?.spec.endpoints ?? []) as { readonly name: string; readonly port: string }[];
  const own = linksOver === 'load balancer' ? linkPorts[role] : routePort;
  const router = endpoints.find(({ name }) => name === role)?.port ?? (linksOver === 'node port' ? undefined : own);
  const where = router === undefined ? `the node port of ${role}` : `port ${router}`;
  const grant = link !== undefined ? '' : linksOver === 'routes' ? '' : `, and once ${grantPort}, to redeem the token`;
  return `Its network lets it call out to the cluster on ${where}${grant}. Nothing is let in.`;
}
