import { ApiObject, App, type Chart } from 'cdk8s';
import { check } from '../checks/check';
import { joinPath, SettingsError } from '../checks/problem';
import { type Requirement, requirementsOf } from '../common/requirement';
import { type AcceptableWarningId, type Warning, warningsOf } from '../common/warning';
import type { ChatAddress } from '../exposure/exposure';
import type { Finding } from '../finished/finding';
import { duplicates, GateError, gate } from '../finished/gate';
import { type KubeObject, type Manifest, nameOf } from '../finished/kube-object';
import { patched } from '../finished/patches';
import { PrivateSite } from '../private-site';
import { PublicSite } from '../public-site';
import { chatsOf, type NamedChat, type Settings, settingsSchema } from '../settings/fleet';
import type { LinkAddress } from '../skupper/site-settings';

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
  /** The cluster that it is for, where the settings name one. */
  readonly cluster?: string;
  readonly namespace: string;
  /** The model's address inside the namespace. */
  readonly modelUrl: string;
  /** Name and port of the client's Service, and whether it speaks HTTPS. */
  readonly service: string;
  readonly port: number;
  readonly secure: boolean;
  readonly addresses: readonly ChatAddress[];
  /** How private sites reach the router; nothing when the Site accepts no links. */
  readonly linksOver?: LinkAddress;
  readonly requirements: readonly Requirement[];
}

/**
 * Settings in, finished and checked objects out.
 *
 * @throws SettingsError with every broken rule of the settings, or GateError with every object that must not leave.
 */
export function synthesize(settings: Settings): Synthesis {
  check(settingsSchema, settings);
  const results = chatsOf(settings).map(synthesizeChat);
  const wrong = results.flatMap((result) => result.problems);
  if (wrong.length > 0) {
    throw new SettingsError(wrong);
  }
  const findings = [...results.flatMap((result) => result.findings), ...sharedObjects(results)];
  if (findings.length > 0) {
    throw new GateError([...new Set(findings.map(({ object, message }) => `${nameOf(object)}: ${message}`))]);
  }
  return {
    manifests: results.flatMap(({ manifests }) => manifests),
    warnings: results.flatMap(({ warnings }) => warnings),
    chats: results.map(({ summary }) => summary),
  };
}

/** Objects that two chats of one cluster make. */
function sharedObjects(results: readonly ReturnType<typeof synthesizeChat>[]): Finding[] {
  const clusters = [...new Set(results.map(({ summary }) => summary.cluster))];
  return clusters.flatMap((cluster) => {
    const own = results.filter(({ summary }) => summary.cluster === cluster).flatMap(({ manifests }) => manifests);
    return duplicates(own.filter(({ side }) => side === 'public').flatMap(({ objects }) => objects));
  });
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
  const { cluster } = settings;
  const made: Manifest[] = [
    ...charts(publicSite).map((chart) => ({ ...manifestOf('public', folder, chart), cluster })),
    ...charts(privateSites).map((chart) => ({ ...manifestOf('private', folder, chart), cluster })),
  ];
  const { manifests, broken } = patched(made, settings.patches ?? []);
  const pathOf = (...steps: readonly (string | number)[]) =>
    joinPath(...(folder === '' ? [] : ['chats', folder]), ...steps);
  const warnings = [publicSite, privateSites].flatMap(warningsOf);
  const { acceptedWarnings = [] } = settings;
  return {
    manifests,
    problems: broken.map(({ at, message }) => ({ path: pathOf(...at), message })),
    // What is unfit after a patch is told with it.
    findings: broken.length > 0 ? [] : gate(manifests),
    warnings: [
      ...warnings.filter(({ id }) => !(acceptedWarnings as readonly string[]).includes(id)),
      ...unusedAcceptances(acceptedWarnings, warnings),
    ].map((warning) => ({ ...warning, path: `${folder === '' ? '' : `${pathOf()}.`}${warning.path}` })),
    summary: {
      folder,
      cluster,
      namespace: settings.namespace.name,
      modelUrl: publicSite.model.url,
      service: publicSite.client.service.name,
      port: publicSite.client.servicePort,
      secure: publicSite.client.servesTls,
      addresses: publicSite.exposures.flatMap(({ addresses }) => addresses),
      linksOver: publicSite.linksOver,
      requirements: requirementsOf(publicSite),
    } satisfies ChatSummary,
  };
}

function unusedAcceptances(accepted: readonly AcceptableWarningId[], warnings: readonly Warning[]): Warning[] {
  return accepted.flatMap((id, index) =>
    warnings.some((warning) => warning.id === id)
      ? []
      : [
          {
            id: 'unused-acceptance',
            path: `acceptedWarnings[${index}]`,
            message: `"${id}" does not come; leave it out`,
          },
        ],
  );
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
