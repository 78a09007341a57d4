import { ApiObject, App, type Chart } from 'cdk8s';
import { check } from '../checks/check';
import { joinPath } from '../checks/problem';
import { type Warning, warningsOf } from '../common/warning';
import type { ChatAddress } from '../exposure/exposure';
import { PrivateSite } from '../private-site';
import { PublicSite } from '../public-site';
import { chatsOf, type NamedChat, type Settings, settingsSchema } from '../settings/fleet';
import { duplicates, GateError, gate } from './gate';
import { type KubeObject, type Manifest, nameOf } from './kube-object';

/** All that one run makes, in memory: nothing is written before everything is there. */
export interface Synthesis {
  readonly manifests: readonly Manifest[];
  readonly warnings: readonly Warning[];
  readonly chats: readonly ChatSummary[];
}

/** What a person wants to know about a chat after the synthesis. */
export interface ChatSummary {
  /** Name of the folder; empty for a chat that stands alone. */
  readonly folder: string;
  readonly namespace: string;
  /** The model's address inside the namespace. */
  readonly modelUrl: string;
  /** Name and port of the client's Service, and whether it speaks HTTPS. */
  readonly service: string;
  readonly port: number;
  readonly secure: boolean;
  readonly addresses: readonly ChatAddress[];
}

/**
 * Settings in, finished and checked objects out.
 *
 * @throws SettingsError with every broken rule of the settings, or GateError with every object that must not leave.
 */
export function synthesize(settings: Settings): Synthesis {
  check(settingsSchema, settings);
  const results = chatsOf(settings).map(synthesizeChat);
  const manifests = results.flatMap((result) => result.manifests);
  const everything = manifests.filter(({ side }) => side === 'public').flatMap(({ objects }) => objects);
  const findings = [
    ...results.flatMap(({ findings }) => findings),
    ...(results.length > 1 ? duplicates(everything) : []),
  ];
  if (findings.length > 0) {
    // Twins in one chat are found there, and again among all of them.
    throw new GateError([...new Set(findings.map(({ object, message }) => `${nameOf(object)}: ${message}`))]);
  }
  return {
    manifests,
    warnings: results.flatMap(({ warnings }) => warnings),
    chats: results.map(({ summary }) => summary),
  };
}

function synthesizeChat({ folder, settings }: NamedChat) {
  const publicSite = new PublicSite(settings);
  const privateSites = new App();
  for (const site of settings.privateSites ?? []) {
    new PrivateSite(privateSites, site.name, {
      ...site,
      model: publicSite.model,
      credential: publicSite.linkCredentials.get(site.name),
    });
  }
  const manifests: Manifest[] = [
    ...charts(publicSite).map((chart) => manifestOf('public', folder, chart)),
    ...charts(privateSites).map((chart) => manifestOf('private', folder, chart)),
  ];
  const root = folder === '' ? '' : `${joinPath('chats', folder)}.`;
  return {
    manifests,
    findings: gate(manifests),
    warnings: [publicSite, privateSites]
      .flatMap(warningsOf)
      .map((warning) => ({ ...warning, path: `${root}${warning.path}` })),
    summary: {
      folder,
      namespace: settings.namespace.name,
      modelUrl: publicSite.model.url,
      service: publicSite.client.service.name,
      port: publicSite.client.port,
      secure: publicSite.client.servesTls,
      addresses: publicSite.exposures.map(({ address }) => address),
    } satisfies ChatSummary,
  };
}

function charts(app: App): Chart[] {
  return app.node.children as Chart[];
}

/** Objects in the order in which they were made. `App.synth` would look through the whole App for every chart. */
function manifestOf(side: Manifest['side'], folder: string, chart: Chart): Manifest {
  const path = `${folder === '' ? '' : `${folder}/`}${chart.node.id}.k8s.yaml`;
  const objects = chart.node.findAll().filter((node) => node instanceof ApiObject);
  return { side, path, objects: objects.map((object) => object.toJson() as KubeObject) };
}
