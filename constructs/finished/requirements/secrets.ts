import { parseImage } from '../../chat-client/image';
import { secretRecipes } from '../../chat-client/pages';
import { servingCertificateAnnotation } from '../../chat-client/pod';
import { issuerAnnotationNames } from '../../common/cert-manager';
import type { Requirement, SecretFacts } from '../../common/requirement';
import { nginx } from '../../exposure/annotations';
import { containersOf, type FinishedChat, listenerOf, ofKind } from '../finished-chat';
import type { KubeObject } from '../kube-object';
import { loginFacts } from '../login-facts';

/** A Secret that an object refers to: why, and the options of `kubectl create secret` that make it. */
interface Reference extends Pick<SecretFacts, 'name' | 'holds'> {
  readonly why: string;
  readonly create: string;
  readonly of?: SecretFacts['of'];
  readonly needs?: SecretFacts['needs'];
  readonly makes?: SecretFacts['makes'];
  /** Commands that make the files which it is made from. */
  readonly before?: readonly string[];
}

/** The Secrets that the objects refer to and that nobody else writes. The first reference to one says what is in it. */
export function secretRequirements(chat: FinishedChat): Requirement[] {
  const written = writtenByOthers(chat);
  const references = [
    ...listenerReferences(chat),
    ...loginReferences(chat),
    ...ofKind(chat, 'Deployment').flatMap(podReferences),
    ...ofKind(chat, 'Ingress').flatMap(ingressReferences),
    ...ofKind(chat, 'Gateway').flatMap(gatewayReferences),
  ].filter(({ name }) => !written.has(name));
  const first = new Map<string, Reference>();
  // Whoever writes it: a Route is refused before it is there.
  for (const reference of [...references, ...ofKind(chat, 'Route').flatMap(routeReferences)]) {
    first.set(reference.name, first.get(reference.name) ?? reference);
  }
  return [...first.values()].map(({ name, holds, why, create, of = [], needs = [], makes = [], before = [] }) => {
    const [kind, ...options] = create.split(' ');
    const command = ['kubectl create secret', kind, name, ...options, `-n ${chat.namespace}`].join(' ');
    return {
      id: 'secret',
      facts: { name, holds, of, needs, makes },
      kind: 'secret',
      what: `the Secret "${name}"`,
      why,
      commands: [...before, command],
      secretName: name,
    };
  });
}

/** OpenShift's service authority and cert-manager write Secrets that objects refer to. */
function writtenByOthers(chat: FinishedChat): ReadonlySet<string> {
  const serving = ofKind(chat, 'Service').flatMap(
    ({ metadata }) => metadata.annotations?.[servingCertificateAnnotation] ?? [],
  );
  const ordered = ofKind(chat, 'Ingress', 'Gateway').filter(isOrdered).flatMap(certificatesOf);
  return new Set([...serving, ...ordered]);
}

function isOrdered({ metadata }: KubeObject): boolean {
  return Object.values(issuerAnnotationNames).some((name) => metadata.annotations?.[name] !== undefined);
}

interface TlsPart {
  readonly secretName?: string;
  readonly tls?: { readonly certificateRefs?: readonly { readonly name: string }[] };
}

/** The Secrets with the certificates of an Ingress or a Gateway. */
function certificatesOf({ kind, spec }: KubeObject): string[] {
  return kind === 'Ingress'
    ? ((spec.tls ?? []) as TlsPart[]).flatMap(({ secretName }) => secretName ?? [])
    : (spec.listeners as TlsPart[]).flatMap(({ tls }) => (tls?.certificateRefs ?? []).map(({ name }) => name));
}

const certificate = {
  holds: 'certificate',
  why: 'the certificate and its key',
  create: 'tls --cert=tls.crt --key=tls.key',
  needs: ['tls.crt', 'tls.key'],
} as const;

function listenerReferences(chat: FinishedChat): Reference[] {
  const { tlsCredentials } = listenerOf(chat)?.spec ?? {};
  return tlsCredentials === undefined
    ? []
    : [
        {
          name: tlsCredentials,
          holds: 'router certificate',
          of: [chat.modelHostName],
          needs: ['tls.crt', 'tls.key', 'ca.crt'],
          why: `the router's certificate for "${chat.modelHostName}", its key, and the authority that the client trusts; while it is missing, the router takes no new configuration at all`,
          create: 'generic --type=kubernetes.io/tls --from-file=tls.crt --from-file=tls.key --from-file=ca.crt',
        },
      ];
}

/** The Secret of the login. Its commands leave no line break at the end of a value, which the login takes for a part of it. */
function loginReferences(chat: FinishedChat): Reference[] {
  const { secretName: name, issuer } = loginFacts(chat) ?? {};
  const cookieSecret = '--from-literal=cookie-secret="$(openssl rand -hex 16)"';
  if (name === undefined) {
    return [];
  }
  return issuer === undefined
    ? [
        {
          name,
          holds: 'users',
          makes: ['auth'],
          why: 'the users with the hashes of their passwords, and what the sessions are signed with; the pods of the login do not start without',
          create: `generic --from-file=auth ${cookieSecret}`,
          // Without -B the hashes are of a kind that is not taken, and without -C they are cheap to guess.
          before: ['htpasswd -B -C 10 -c auth alice'],
        },
      ]
    : [
        {
          name,
          holds: 'client secret',
          of: [issuer],
          why: `the secret that ${issuer} gave the client, and what the sessions are signed with; the pods of the login do not start without`,
          create: `generic --from-literal=client-secret="\${CLIENT_SECRET:?}" ${cookieSecret}`,
          before: ["printf 'Client secret: ' && read -r -s CLIENT_SECRET"],
        },
      ];
}

function podReferences(deployment: KubeObject): Reference[] {
  const { imagePullSecrets = [], volumes = [] } = deployment.spec.template.spec as {
    readonly imagePullSecrets?: readonly { readonly name: string }[];
    readonly volumes?: readonly {
      readonly secret?: { readonly secretName: string; readonly items?: readonly { readonly key: string }[] };
    }[];
  };
  const containers = containersOf(deployment);
  const image = containers[0]?.image ?? '';
  const keys = [
    ...containers.flatMap(({ env = [] }) =>
      env.flatMap(({ valueFrom }) => (valueFrom?.secretKeyRef ? [valueFrom.secretKeyRef] : [])),
    ),
  ];
  return [
    ...imagePullSecrets.map(({ name }) => ({
      name,
      holds: 'registry login' as const,
      of: [image],
      why: `the login with which "${image}" is pulled`,
      create: `docker-registry --docker-server=${registryOf(image)} --docker-username="\${REGISTRY_USER:?}" --docker-password="\${REGISTRY_PASSWORD:?}"`,
      before: [
        "printf 'User of the registry: ' && read -r REGISTRY_USER",
        "printf 'Password of the registry: ' && read -r -s REGISTRY_PASSWORD",
      ],
    })),
    ...[...new Set(keys.map(({ name }) => name))].map((name) => {
      const own = [...new Set(keys.filter((one) => one.name === name).map(({ key }) => key))];
      return {
        name,
        holds: 'keys' as const,
        of: own,
        needs: own.filter((key) => secretRecipes[key] === undefined),
        makes: own.filter((key) => secretRecipes[key] !== undefined),
        why: `${own.map((key) => `"${key}"`).join(', ')} for the environment of the pods, which do not start without`,
        create: `generic ${own.map((key) => `--from-file=${key}`).join(' ')}`,
        before: own.flatMap((key) => secretRecipes[key] ?? []),
      };
    }),
    ...containers
      .flatMap(({ envFrom = [] }) => envFrom.flatMap(({ secretRef }) => secretRef?.name ?? []))
      .map((name) => ({
        name,
        holds: 'variables' as const,
        needs: ['variables.env'],
        why: 'variables for the environment of the pods, which do not start without',
        create: 'generic --from-env-file=variables.env',
      })),
    ...volumes.flatMap(({ secret }) =>
      secret === undefined
        ? []
        : [
            {
              name: secret.secretName,
              holds: 'files' as const,
              needs: (secret.items ?? [{ key: 'FILE' }]).map(({ key }) => key),
              why: 'files of the pods, which do not start without',
              create: `generic ${(secret.items ?? [{ key: 'FILE' }]).map(({ key }) => `--from-file=${key}`).join(' ')}`,
            },
          ],
    ),
  ];
}

/** Without a dot or a port the first part of an image is a name on Docker Hub. */
function registryOf(image: string): string {
  const [first = ''] = (parseImage(image)?.repository ?? '').split('/');
  return /[.:]|^localhost$/.test(first) ? first : 'https://index.docker.io/v1/';
}

function ingressReferences(ingress: KubeObject): Reference[] {
  const users = ingress.metadata.annotations?.[`${nginx}/auth-secret`];
  return [
    ...certificatesOf(ingress).map((name) => ({ name, ...certificate })),
    ...(users === undefined
      ? []
      : [
          {
            name: users,
            holds: 'users of the Ingress' as const,
            makes: ['auth'],
            why: 'the users and the hashes of their passwords; while it is missing, everybody gets 503',
            create: 'generic --from-file=auth',
            before: ['htpasswd -c auth alice'],
          },
        ]),
  ];
}

function gatewayReferences(gateway: KubeObject): Reference[] {
  return certificatesOf(gateway).map((name) => ({ name, ...certificate }));
}

function routeReferences({ spec }: KubeObject): Reference[] {
  const name = spec.tls?.externalCertificate?.name;
  const why = 'the certificate and its key; the API server refuses the Route while it is missing';
  return name === undefined ? [] : [{ ...certificate, name, holds: 'certificate of the Route', why }];
}
