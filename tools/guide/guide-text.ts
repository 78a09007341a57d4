import { basename } from 'node:path';
import type { Requirement } from '../../constructs/common/requirement';
import type { KubeObject, Manifest } from '../../constructs/finished/kube-object';
import { grantPort, linkPorts, routePort } from '../../constructs/skupper/ports';
import type { ChatSummary } from '../../constructs/synthesis/synthesis';
import type { ExpectedChat } from '../command/chats';
import { addressCommand } from '../command/report';

/** The whole way of one chat, from an empty cluster to an open page, in Markdown. Names and ports are those of the settings. */
export function guideOf(chat: ExpectedChat): string {
  const { folder, namespace, cluster } = chat.summary;
  const title = folder === '' ? 'The chat' : `The chat ${folder}`;
  const parts = [
    [`# ${title}, in the namespace ${namespace}${cluster === undefined ? '' : ` of the cluster ${cluster}`}`],
    ...[clusterPart(chat), secretsPart(chat), applyPart(chat)].filter((part) => part.length > 0).map(numbered),
  ];
  const machines = chat.privateFiles.map((file) => machinePart(chat, file));
  const last = [openPart(chat), checkPart(chat)];
  const following = [...machines, ...last].map((part, index) => numbered(part, parts.length - 1 + index));
  return `${[...parts, ...following].flat().join('\n\n')}\n`;
}

/** Paragraphs, the first of which is a title. */
type Part = readonly string[];

function numbered([title, ...paragraphs]: Part, index: number): Part {
  return [`## ${index + 1}. ${title}`, ...paragraphs];
}

function commands(...lines: readonly string[]): string {
  return ['```bash', ...lines, '```'].join('\n');
}

function of(chat: ExpectedChat, kind: Requirement['kind']): readonly Requirement[] {
  return chat.summary.requirements.filter((requirement) => requirement.kind === kind);
}

function itemOf({ what, why, commands: lines }: Requirement): string {
  const text = `- ${what}: ${why}.`;
  return lines.length === 0 ? text : `${text}\n\n${commands(...lines).replace(/^/gm, '  ')}`;
}

function clusterPart(chat: ExpectedChat): Part {
  return [
    'What the cluster has',
    'Commands with `get` tell whether it is there. It is made once for the cluster, perhaps by somebody else.',
    ...of(chat, 'cluster').map(itemOf),
  ];
}

function secretsPart(chat: ExpectedChat): Part {
  const secrets = of(chat, 'secret');
  if (secrets.length === 0) {
    return [];
  }
  const { namespace } = chat.summary;
  const isMade = chat.publicObjects.some(({ kind }) => kind === 'Namespace');
  return [
    'The Secrets',
    'They are made by hand, so that they are in no file of this project. Delete the files that they are made from.',
    commands(
      ...(isMade ? [`${chat.apply}/00-namespace.k8s.yaml`] : [`kubectl get namespace ${namespace}`]),
      'umask 077',
    ),
    ...secrets.map(itemOf),
  ];
}

function applyPart(chat: ExpectedChat): Part {
  const { namespace, service } = chat.summary;
  const site = siteIn(chat.publicObjects);
  return [
    'Apply',
    commands(
      chat.apply,
      `kubectl wait site/${site.metadata.name} -n ${namespace} --for=condition=Ready --timeout=180s`,
      `kubectl rollout status deployment/${service} -n ${namespace}`,
    ),
  ];
}

function siteIn(objects: readonly KubeObject[]): KubeObject {
  return objects.find(({ kind }) => kind === 'Site') as KubeObject;
}

function machinePart(chat: ExpectedChat, { path, objects }: Manifest): Part {
  const { namespace, linksOver } = chat.summary;
  const site = siteIn(objects);
  const file = basename(path);
  const link = objects.find(({ kind }) => kind === 'Link');
  const servers = objects.filter(({ kind }) => kind === 'Connector');
  const ask = servers.map(({ spec }) => `curl http://${spec.host}:${spec.port}/v1/models`);
  const secret = link?.spec.tlsCredentials as string;
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
          `kubectl get secret ${secret} -n ${namespace} -o json | jq '{apiVersion, kind, type, data, metadata: {name: .metadata.name}}' | ssh "$MACHINE" 'umask 077; cat > link-secret.yaml'`,
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
  const router = linksOver === 'routes' ? routePort : linkPorts[isEdge ? 'edge' : 'inter-router'];
  const grant = link !== undefined ? '' : linksOver === 'routes' ? '' : `, and once ${grantPort}, to redeem the token`;
  return `Its network lets it call out to the cluster on port ${router}${grant}. Nothing is let in.`;
}

function openPart(chat: ExpectedChat): Part {
  const { addresses, service, port, secure, namespace } = chat.summary;
  const ways = addresses.map(
    ({ title, url, object }) =>
      `- ${title}: ${url.includes('<') ? `${url}, where this tells what is in <>:\n\n${commands(addressCommand(object)).replace(/^/gm, '  ')}` : url}`,
  );
  const local = `- on your own computer: http${secure ? 's' : ''}://localhost:${port}/, while this runs:`;
  return [
    'Open it',
    ...ways,
    `${local}\n\n${commands(`kubectl port-forward service/${service} ${port} -n ${namespace}`).replace(/^/gm, '  ')}`,
    ...of(chat, 'afterwards').map(itemOf),
  ];
}

function checkPart(chat: ExpectedChat): Part {
  const { folder } = chat.summary;
  return [
    'See that it works',
    `This follows a question through the cluster, and says where it stops:\n\n${commands(
      `npm run status -- ${folder === '' ? '' : `--chat ${folder} `}--wait`,
    )}`,
  ];
}
