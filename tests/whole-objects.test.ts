import type { ChatSettings } from '../constructs/settings';
import { textOf } from '../constructs/synthesis/text';
import {
  cases,
  everyClient,
  everyOidcLogin,
  everyPrivateCluster,
  everyPrivateSite,
  knownPages,
  minimal,
} from './cases';
import { synthesisOf } from './objects';

/** For each construct a chat in which everything is set that it knows, and those that take its other ways. */
const chats: Readonly<Record<string, ChatSettings | undefined>> = {
  'the smallest chat': minimal,
  client: { ...minimal, client: everyClient },
  autoscaling: cases.autoscaling,
  'own page': cases['page: everything'],
  ...Object.fromEntries(Object.keys(knownPages).map((name) => [`page ${name}`, cases[`page: ${name}`]])),
  'page that says nothing of itself': cases['page: one that says nothing of itself'],
  'Open WebUI, several pods': cases['page: Open WebUI, several pods'],
  'page, model with TLS': {
    ...minimal,
    client: knownPages.gradio,
    model: { ...minimal.model, tls: { secretName: 'model-tls' } },
  },
  'no page': cases['no page, and two that may ask'],
  'model with TLS': cases['model with TLS'],
  'load balancer': cases['load balancer, everything'],
  'NGINX Ingress, basic auth': cases['NGINX Ingress, basic auth'],
  'NGINX Ingress, external auth': cases['NGINX Ingress, external auth'],
  'own Gateway': cases['own Gateway'],
  'existing Gateway': cases['existing Gateway'],
  'OpenShift Route': cases['OpenShift Route, everything'],
  'OpenShift Route, reencrypt': cases['OpenShift Route, reencrypt'],
  Traefik: cases['Traefik Ingress, everything'],
  HAProxy: cases['HAProxy Ingress, everything'],
  'F5 NGINX': cases['F5 NGINX Ingress, everything'],
  'Application Load Balancer': cases['Application Load Balancer, everything'],
  GKE: cases['GKE Ingress, everything'],
  'namespace that denies by default': cases['namespace that denies by default, with the proxies of a Gateway in it'],
  users: cases['login (users), port-forward only'],
  oidc: { ...minimal, login: everyOidcLogin },
  'oidc, OpenShift Route, reencrypt': cases['login (oidc), OpenShift Route, reencrypt'],
  'failover by priority': cases['failover by priority'],
  'failover by weight': cases['failover by weight'],
  'a model server of each kind': cases['a model server of each kind'],
  'private sites': {
    ...minimal,
    link: { host: '203.0.113.10' },
    privateSites: [everyPrivateSite, everyPrivateCluster],
  },
  'link through ingress-nginx': cases['link through ingress-nginx'],
  "annotations of the router's balancer": cases["annotations of the router's balancer"],
};

/** What is read once is not shown again. */
const shown = new Set<string>();

/** The objects and files of a chat that none before it has, as they are written. */
const texts = Object.entries(chats).map(([title, settings]) => {
  // A case that was renamed would be no case at all.
  const manifests = settings === undefined ? [] : synthesisOf(settings).manifests;
  const fresh = manifests.flatMap((manifest) => {
    const objects = manifest.objects.filter((object) => isFresh(JSON.stringify(object)));
    const isShown = manifest.text === undefined ? objects.length > 0 : isFresh(manifest.text);
    return isShown ? [`# ${manifest.path}\n${textOf({ ...manifest, objects })}`] : [];
  });
  return [title, fresh.join('')] as const;
});

function isFresh(text: string): boolean {
  const isNew = !shown.has(text);
  shown.add(text);
  return isNew;
}

test.each(texts)('%s', (_, text) => {
  expect(text).not.toBe('');
  expect(text).toMatchSnapshot();
});
