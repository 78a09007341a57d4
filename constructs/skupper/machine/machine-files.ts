import type { AnswerTime } from '../../common/answer-time';
import type { RoutedServer } from '../routing-keys';
import { modelUnit } from './model-unit';
import { type MachineFile, servedModels } from './served-model';
import { siteDropIn } from './site-drop-in';
import { watchdogTimer, watchdogUnit } from './watchdog';

export interface MachineFilesProps {
  readonly siteName: string;
  readonly servers: readonly RoutedServer[];
  /** What the servers call the model. */
  readonly modelName?: string;
  readonly answerTime: AnswerTime;
}

/**
 * The systemd user units of a machine: one for each model server that runs on it, with a watchdog, and what ties the site
 * to them. Nothing for a site whose servers run elsewhere, or are started in another way.
 */
export function machineFiles({ siteName, servers, modelName, answerTime }: MachineFilesProps): MachineFile[] {
  const served = servedModels(servers);
  // A site that left with a server that is drained would take along the one that works.
  const working = served.filter(({ weight }) => weight !== 0);
  return [
    ...served.flatMap((server) => [
      { path: `${server.unit}.service`, text: modelUnit(siteName, server) },
      { path: `${server.unit}-watchdog.service`, text: watchdogUnit(siteName, server, answerTime, modelName) },
      { path: `${server.unit}-watchdog.timer`, text: watchdogTimer(siteName) },
    ]),
    ...(working.length === 0 ? [] : [siteDropIn(siteName, working)]),
  ];
}
