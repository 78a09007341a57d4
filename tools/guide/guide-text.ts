import { isLoginPart } from '../../constructs/common/labels';
import type { Requirement } from '../../constructs/common/requirement';
import type { ExpectedChat } from '../command/chats';
import { addressCommand } from '../command/report';
import { commands, type Part } from './paragraphs';
import { privateSitePart, siteIn } from './private-site-text';

/** The whole way of one chat, from an empty cluster to an open page, in Markdown. Names and ports are those of the settings. */
export function guideOf(chat: ExpectedChat): string {
  const { folder, namespace, cluster } = chat.summary;
  const title = folder === '' ? 'The chat' : `The chat ${folder}`;
  const parts = [
    [`# ${title}, in the namespace ${namespace}${cluster === undefined ? '' : ` of the cluster ${cluster}`}`],
    ...[clusterPart(chat), secretsPart(chat), applyPart(chat)].filter((part) => part.length > 0).map(numbered),
  ];
  const machines = chat.privateFiles.map((file) => privateSitePart(chat, file));
  const last = [openPart(chat), checkPart(chat)];
  const following = [...machines, ...last].map((part, index) => numbered(part, parts.length - 1 + index));
  return `${[...parts, ...following].flat().join('\n\n')}\n`;
}

function numbered([title, ...paragraphs]: Part, index: number): Part {
  return [`## ${index + 1}. ${title}`, ...paragraphs];
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
  const { namespace, page } = chat.summary;
  const site = siteIn(chat.publicObjects);
  return [
    'Apply',
    commands(
      chat.apply,
      `kubectl wait site/${site.metadata.name} -n ${namespace} --for=condition=Ready --timeout=180s`,
      ...(page === undefined ? [] : [`kubectl rollout status deployment/${page.service} -n ${namespace}`]),
      ...chat.publicObjects
        .filter(({ kind, metadata }) => kind === 'Deployment' && isLoginPart(metadata.labels ?? {}))
        .map(({ metadata }) => `kubectl rollout status deployment/${metadata.name} -n ${namespace}`),
    ),
  ];
}

function openPart(chat: ExpectedChat): Part {
  const { addresses, page, namespace } = chat.summary;
  if (page === undefined) {
    return askPart(chat);
  }
  const { service, port, secure } = page;
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

/** Where pods that are there already find the model. */
function askPart({ summary: { modelUrl, namespace, requirements } }: ExpectedChat): Part {
  const { protocol, hostname, port } = new URL(modelUrl);
  return [
    'Ask the model',
    `- from pods of the namespace ${namespace}: ${modelUrl}, with /v1 where a page wants it\n- from others that may: ${protocol}//${hostname}.${namespace}:${port}`,
    "A policy of the pods that ask has to let them out to the router's pods in this namespace, on ports from 1024 up: the router picks its own.",
    ...requirements.filter(({ kind }) => kind === 'afterwards').map(itemOf),
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
