import { addressesIn, namesCalledAddress } from '../../chat-client/addresses-in';
import { parseImage } from '../../chat-client/image';
import { defaultResources } from '../../chat-client/pod';
import { dataVolume } from '../../chat-client/pod-parts';
import { numberOf } from '../../chat-client/quantity';
import { AnswerTime, articleLimitSeconds } from '../../common/answer-time';
import { type Warning, warning } from '../../common/warning';
import { routerPodLabels } from '../../skupper/names';
import {
  containersOf,
  type FinishedChat,
  type FinishedContainer,
  leadsToLogin,
  loginOf,
  modelUrlOf,
  ofKind,
  pageOf,
} from '../finished-chat';
import { hasLabels, type KubeObject } from '../kube-object';

export function podWarnings(chat: FinishedChat): Warning[] {
  const page = pageOf(chat)?.deployment;
  const [main] = page === undefined ? [] : containersOf(page);
  return [
    ...(main === undefined || !isArticlesClient(main) ? [] : [...givesUp(main), ...littleMemory(main)]),
    ...ofKind(chat, 'Deployment').flatMap((deployment) => movingImages(chat, deployment)),
    ...(main === undefined ? [] : throughProxy(main, new URL(modelUrlOf(chat)))),
    ...(page === undefined || main === undefined
      ? []
      : [
          ...closedByPolicy(chat, page, main),
          ...dataInPod(page),
          ...belowRest(chat, main),
          ...manyCores(main),
          ...trustedHeader(chat, main),
        ]),
    ...ofKind(chat, 'HorizontalPodAutoscaler').map(({ spec }) => seesNoLoad(spec, page, main)),
  ];
}

/** The article's client, which gunicorn serves. What is known of its memory and its patience holds for it alone. */
export function isArticlesClient({ command, args = [] }: FinishedContainer): boolean {
  return command?.[0] === 'gunicorn' && args.includes('app:app');
}

/** The number of an argument of gunicorn. */
export function argument({ args = [] }: FinishedContainer, name: string): number {
  return Number(args.find((text) => text.startsWith(`--${name}=`))?.slice(name.length + 3));
}

function givesUp(main: FinishedContainer): Warning[] {
  return argument(main, 'graceful-timeout') <=
    AnswerTime.of({ longestAnswerSeconds: articleLimitSeconds }).hopTimeout.toSeconds()
    ? []
    : [
        warning(
          'client-gives-up',
          'client.longestAnswerSeconds',
          `the article's client gives up after ${articleLimitSeconds} s whatever stands here; name an image of yours that waits longer`,
        ),
      ];
}

/** The setting of an image, or the container that a patch put there. */
function imagePath(chat: FinishedChat, { metadata }: KubeObject, name: string, index: number): string {
  const isPart = (part: ReturnType<typeof pageOf>) => part?.deployment.metadata.name === metadata.name;
  const ofLogin = isPart(loginOf(chat)) ? ['login.images.nginx', 'login.images.oauth2Proxy'][index] : undefined;
  const own = isPart(pageOf(chat)) && index === 0 ? 'client.image' : ofLogin;
  return own ?? `Deployment ${metadata.name}, container ${name}`;
}

function movingImages(chat: FinishedChat, deployment: KubeObject): Warning[] {
  return containersOf(deployment).flatMap(({ name, image = '' }, index) =>
    parseImage(image)?.digest !== undefined
      ? []
      : [
          warning(
            'image-without-digest',
            imagePath(chat, deployment, name, index),
            `"${image}" has no digest, so its content may change; add "@sha256:…" to pin it`,
          ),
        ],
  );
}

function littleMemory(main: FinishedContainer): Warning[] {
  const { memory } = main.resources?.limits ?? {};
  const answers = argument(main, 'threads');
  // Generous, by what was measured: see defaultResources.
  const needed = 64 + answers;
  return memory === undefined || !(answers > 0) || (numberOf(memory) ?? 0) >= needed * 2 ** 20
    ? []
    : [
        warning(
          'little-memory',
          memory === defaultResources.limits?.memory ? 'client.answersInFlight' : 'client.resources.limits.memory',
          `"${memory}" is little for ${answers} answers in flight, and a pod is stopped above its limit; use "${needed}Mi" or more`,
        ),
      ];
}

/** What is called after a proxy is taken to hold the variables of one. */
const proxySource = /(^|[-.])proxy([-.]|$)/;

function throughProxy({ env = [], envFrom = [] }: FinishedContainer, { protocol, hostname }: URL): Warning[] {
  const variable = (name: string) => env.find((one) => one.name === name || one.name === name.toLowerCase());
  const own = protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const excepted = variable('NO_PROXY');
  // What a Secret says is not known here.
  const isExcepted =
    excepted !== undefined &&
    (excepted.value === undefined || excepted.value.split(/[\s,]+/).some((name) => name === hostname || name === '*'));
  const isNamed = (variable(own) ?? variable('ALL_PROXY')) !== undefined;
  const isSource = envFrom.some(({ secretRef, configMapRef }) =>
    proxySource.test((secretRef ?? configMapRef)?.name ?? ''),
  );
  return (!isNamed && !isSource) || isExcepted
    ? []
    : [
        warning(
          'model-through-proxy',
          isNamed ? 'client.env' : 'client.envFrom',
          `the client would ask the proxy for the model, which does not know it; add "${hostname}" to NO_PROXY in client.env`,
        ),
      ];
}

/** A variable that leads the page to where its policy does not let it. */
function closedByPolicy(chat: FinishedChat, page: KubeObject, { env = [] }: FinishedContainer): Warning[] {
  const policies = ofKind(chat, 'NetworkPolicy').filter(
    ({ spec }) =>
      spec.policyTypes?.includes('Egress') &&
      hasLabels(page.spec.template.metadata.labels, spec.podSelector.matchLabels),
  );
  const { hostname } = new URL(modelUrlOf(chat));
  const rules = policies.flatMap(({ spec }) => (spec.egress ?? []) as EgressRule[]);
  // The router and the name servers are open already, and nothing else.
  const own = rules.filter(({ to }) => to?.every(isRouter) !== true);
  const isOpen = (port: number) =>
    own.some(({ ports = [{ port: 0, endPort: 65_535 }] }) =>
      ports.some((one) => one.port <= port && port <= (one.endPort ?? one.port)),
    );
  const known = addressesIn(env)
    .filter(({ host, port }) => host !== hostname && !isOpen(port))
    .map(({ variable, host, port }) => ({ variable, what: `port ${port} of "${host}"` }));
  // What a Secret says is not known here, but where nothing is open it is closed.
  const opensNothing = own.every(
    ({ ports = [] }) => ports.length > 0 && ports.every(({ port }) => dnsPorts.includes(port)),
  );
  const unknown = env
    .filter(({ name, valueFrom }) => opensNothing && valueFrom?.secretKeyRef !== undefined && namesCalledAddress(name))
    .map(({ name }) => ({ variable: name, what: 'the address that the Secret holds' }));
  return policies.length === 0
    ? []
    : [...known, ...unknown].map(({ variable, what }) =>
        warning(
          'closed-by-policy',
          `client.env.${variable}`,
          `the network policy closes ${what} to the pods; open it in client.egress, by its addresses or its pods`,
        ),
      );
}

/** Where name servers listen, behind their Service too. */
const dnsPorts = [53, 5353];

interface EgressRule {
  readonly to?: readonly { readonly podSelector?: { readonly matchLabels?: Readonly<Record<string, string>> } }[];
  readonly ports?: readonly { readonly port: number; readonly endPort?: number }[];
}

function isRouter({ podSelector }: NonNullable<EgressRule['to']>[number]): boolean {
  return hasLabels(podSelector?.matchLabels, routerPodLabels);
}

function dataInPod({ spec }: KubeObject): Warning[] {
  const volumes = (spec.template.spec.volumes ?? []) as { name: string; emptyDir?: object }[];
  return volumes.some(({ name, emptyDir }) => name === dataVolume && emptyDir !== undefined)
    ? [
        warning(
          'data-in-pod',
          'client.data',
          'without it what users leave in the page dies with the pod, accounts and chats included; set data: { size }',
        ),
      ]
    : [];
}

function belowRest({ leastMemory }: FinishedChat, { resources }: FinishedContainer): Warning[] {
  const { memory } = resources?.limits ?? {};
  return memory === undefined || leastMemory === undefined || (numberOf(memory) ?? 0) >= (numberOf(leastMemory) ?? 0)
    ? []
    : [
        warning(
          'little-memory',
          'client.resources.limits.memory',
          `"${memory}" is less than the page takes at rest, and a pod is stopped above its limit; use "${leastMemory}" or more`,
        ),
      ];
}

/** More than most nodes have, and than any page takes. */
const mostCores = 32;

function manyCores({ resources = {} }: FinishedContainer): Warning[] {
  return (['requests', 'limits'] as const).flatMap((kind) => {
    const { cpu = '' } = resources[kind] ?? {};
    const cores = numberOf(cpu) ?? 0;
    return cores <= mostCores
      ? []
      : [
          warning(
            'many-cores',
            `client.resources.${kind}.cpu`,
            `"${cpu}" is ${cores} cores, more than most nodes have; thousandths of one are written "${cores}m"`,
          ),
        ];
  });
}

/** Variables by which a page takes a header's word for who its user is. */
const trusting = /TRUSTED_(EMAIL|NAME|GROUPS)_HEADER$/;

function trustedHeader(chat: FinishedChat, { env = [] }: FinishedContainer): Warning[] {
  const exposures = ofKind(chat, 'Ingress', 'HTTPRoute', 'Route').concat(
    ofKind(chat, 'Service').filter(({ spec }) => spec.type === 'LoadBalancer'),
  );
  const isGuarded = exposures.length > 0 && exposures.every((exposure) => leadsToLogin(chat, exposure));
  const found = env.find(({ name }) => trusting.test(name));
  return found === undefined || isGuarded
    ? []
    : [
        warning(
          'login-bypassed',
          `client.env.${found.name}`,
          'whoever reaches the page is the user that this header names, administrators included; let nobody but a login that sets it reach the pods',
        ),
      ];
}

function seesNoLoad(
  { scaleTargetRef }: KubeObject['spec'],
  page: KubeObject | undefined,
  main: FinishedContainer | undefined,
): Warning {
  const isArticles = scaleTargetRef.name === page?.metadata.name && main !== undefined && isArticlesClient(main);
  const share = isArticles ? `what a pod answers at once, ${argument(main, 'threads')}` : 'what a pod answers at once';
  return warning(
    'autoscaler-sees-no-load',
    'client.autoscaling',
    `a page that waits for the model uses almost no CPU, so no pod is ever added; set replicas to the people that ask at once, divided by ${share}`,
  );
}
