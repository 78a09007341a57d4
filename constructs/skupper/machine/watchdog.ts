import type { AnswerTime } from '../../common/answer-time';
import { shortQuestion } from '../model-servers/question';
import type { ServedModel } from './served-model';

/**
 * Asks the model a question and restarts it when no answer comes: a server can hang with its port open, and then nobody
 * leaves the network. A busy one is not hung, so it gets the time of the longest answer, and is asked again while it says 503.
 */
export function watchdogUnit(
  siteName: string,
  { profile, unit, url }: ServedModel,
  { hopTimeout }: AnswerTime,
  modelName?: string,
): string {
  const patience = hopTimeout.toSeconds();
  const question = JSON.stringify(shortQuestion(profile, modelName));
  return `# Optional: asks the model of the site ${siteName} for one token, and restarts it when no answer comes. A model that hangs
# with its port open keeps its site in the network, and every question waits until it is given up.
[Unit]
Description=Ask the model of the Skupper site ${siteName} for a sign of life
Requisite=${unit}.service
After=${unit}.service

[Service]
Type=oneshot
# As long as an answer may take, and again while a busy server says 503.
ExecStart=/usr/bin/curl --fail --silent --show-error --output /dev/null --max-time ${patience} --retry 20 --retry-delay 45 --retry-max-time ${patience} --header "Content-Type: application/json" --data '${question}' ${url}${profile.questionPath}
ExecStopPost=/bin/sh -c '[ "$SERVICE_RESULT" = success ] || systemctl --user --no-block try-restart ${unit}.service'
`;
}

export function watchdogTimer(siteName: string): string {
  return `# Optional: starts the watchdog of the site ${siteName} every ten minutes.
[Unit]
Description=Ask the model of the Skupper site ${siteName} every ten minutes

[Timer]
OnCalendar=*:0/10

[Install]
WantedBy=timers.target
`;
}
