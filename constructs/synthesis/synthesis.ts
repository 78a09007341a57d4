import { App } from 'cdk8s';
import { check } from '../checks/check';
import { plain } from '../checks/plain';
import { joinPath, type Problem, SettingsError } from '../checks/problem';
import type { Platform } from '../common/platform';
import type { Requirement } from '../common/requirement';
import type { Warning } from '../common/warning';
import { addressesOf, type ChatAddress } from '../finished/addresses';
import { clashesBetween } from '../finished/clashes';
import { type Finding, findingText, otherShape } from '../finished/finding';
import { type FinishedChat, finishedChat, listenerOf, modelUrlOf, pageOf, servesTls } from '../finished/finished-chat';
import { GateError, gate } from '../finished/gate';
import type { Manifest } from '../finished/kube-object';
import { requirementsOf } from '../finished/requirements';
import { linksOverOf } from '../finished/requirements/skupper';
import { warningsOf } from '../finished/warnings';
import { PublicSite } from '../public-site';
import { withoutAccepted } from '../settings/acceptance';
import { chatsOf, type NamedChat, type Settings, settingsSchema } from '../settings/fleet';
import { profileOf } from '../skupper/model-servers/profiles';
import { shortQuestion } from '../skupper/model-servers/question';
import type { RoutedServer } from '../skupper/routing-keys';
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
  readonly platform: Platform;
  /** The model's address inside the namespace. */
  readonly modelUrl: string;
  readonly model: ModelSummary;
  /** The page; nothing when it is somebody else's. */
  readonly page?: PageSummary;
  readonly addresses: readonly ChatAddress[];
  /** How private sites reach the router; nothing when the Site accepts no links. */
  readonly linksOver?: LinkAddress;
  readonly requirements: readonly Requirement[];
  /** The model servers of all private sites, with their paths in the settings. */
  readonly modelServers: readonly RoutedServer[];
  /** What they call the model, where the settings say it. */
  readonly modelName?: string;
}

/** How the model is asked inside the cluster. */
export interface ModelSummary {
  /** Name and port of the Service that Skupper makes for the listener, and whether it speaks HTTPS. */
  readonly service: string;
  readonly port: number;
  readonly secure: boolean;
  /** The shortest question that its kind of server answers. */
  readonly question: { readonly path: string; readonly body: Readonly<Record<string, unknown>> };
}

/** Where a page is inside the cluster. */
export interface PageSummary {
  /** Whether it is the article's, which can be asked to ask the model. */
  readonly isArticle: boolean;
  /** Name and port of its Service, and whether it speaks HTTPS. */
  readonly service: string;
  readonly port: number;
  readonly secure: boolean;
}

/**
 * Settings in, finished and checked objects out.
 *
 * @throws SettingsError with every broken rule of the settings, or GateError with every object that must not leave.
 */
export function synthesize(given: Settings): Synthesis {
  const settings = plain(given);
  check(settingsSchema, settings);
  const results = chatsOf(settings).map(synthesizeChat);
  const wrong = [...results.flatMap((result) => result.problems), ...clashesBetween(results)];
  if (wrong.length > 0) {
    throw new SettingsError(wrong);
  }
  const findings = results.flatMap((result) => result.findings);
  if (findings.length > 0) {
    throw new GateError([...new Set(findings.map(findingText))]);
  }
  return {
    manifests: results.flatMap(({ manifests }) => manifests),
    warnings: results.flatMap(({ warnings }) => warnings),
    chats: results.flatMap(({ summary }) => summary ?? []),
  };
}

/** What became of one chat. */
interface ChatResult extends Pick<Synthesis, 'manifests' | 'warnings'> {
  readonly folder: string;
  /** Broken rules of the settings. Where there are some, nothing else is known. */
  readonly problems: readonly Problem[];
  readonly findings: readonly Finding[];
  readonly summary?: ChatSummary;
}

function synthesizeChat({ folder, settings }: NamedChat): ChatResult {
  const path = folder === '' ? '' : joinPath('chats', folder);
  const below = (inner: string) => [path, inner].filter((part) => part !== '').join('.');
  try {
    const { cluster } = settings;
    const publicSite = new PublicSite(new App(), 'chat', settings);
    const manifests = publicSite.finished(folder).map((manifest) => ({ ...manifest, cluster }));
    const findings = gate(manifests);
    if (findings.length > 0) {
      return { folder, manifests, problems: [], findings, warnings: [] };
    }
    return { folder, manifests, problems: [], findings, ...toldOf(finishedChat(manifests, publicSite.facts)) };
  } catch (error) {
    if (error instanceof SettingsError) {
      const problems = error.problems.map((problem) => ({ ...problem, path: below(problem.path) }));
      return { folder, manifests: [], problems, findings: [], warnings: [] };
    }
    throw error;
  }

  /** What is said about the objects, which read them as Kubernetes has them. A field that a patch added may have another form. */
  function toldOf(chat: FinishedChat): Pick<ChatResult, 'warnings' | 'summary'> {
    const { patches = [], extraObjects = [], acceptedWarnings = [], cluster } = settings;
    try {
      const warnings = withoutAccepted(warningsOf(chat), acceptedWarnings);
      return {
        warnings: warnings.map((warning) => ({ ...warning, path: below(warning.path) })),
        summary: summaryOf(chat, folder, cluster),
      };
    } catch (error) {
      if (patches.length + extraObjects.length === 0) {
        throw error;
      }
      const path = patches.length > 0 ? 'patches' : 'extraObjects';
      throw new SettingsError([{ path, message: otherShape }]);
    }
  }
}

function summaryOf(chat: FinishedChat, folder: string, cluster: string | undefined): ChatSummary {
  const page = pageOf(chat);
  return {
    folder,
    cluster,
    namespace: chat.namespace,
    platform: chat.platform,
    modelUrl: modelUrlOf(chat),
    model: modelOf(chat),
    page: page?.service && {
      isArticle: chat.isArticlePage,
      service: page.service.metadata.name,
      port: page.service.spec.ports[0].port,
      secure: servesTls(page),
    },
    addresses: addressesOf(chat),
    linksOver: linksOverOf(chat),
    requirements: requirementsOf(chat),
    modelServers: chat.modelServers,
    modelName: chat.modelName,
  };
}

function modelOf(chat: FinishedChat): ModelSummary {
  const { host, port, tlsCredentials } = listenerOf(chat)?.spec ?? {};
  const profile = chat.modelServers[0]?.profile ?? profileOf(undefined);
  return {
    service: host,
    port,
    secure: tlsCredentials !== undefined,
    question: { path: profile.questionPath, body: shortQuestion(profile, chat.modelName) },
  };
}
