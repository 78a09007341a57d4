import type { MachineFile, ServedModel } from './served-model';

/** Skupper's own unit on the machine, for the namespace that a site gets when nothing else is asked for. */
export const siteUnit = 'skupper-default.service';

/** What this project adds to it. */
export const siteDropInPath = `${siteUnit}.d/model.conf`;

/** When the site left the network; the folder is empty after a restart of the machine. */
const left = '%t/skupper-default.left';

/**
 * Lets the site run only while the models do. Skupper 2.2.1 forgets a site 30 s after it left, and one that comes back
 * before stays out of the status of the network for minutes although it answers; after 45 s it is seen at once. Tried.
 */
export function siteDropIn(siteName: string, servers: readonly ServedModel[]): MachineFile {
  const units = servers.map(({ unit }) => `${unit}.service`).join(' ');
  const text = `# The Skupper site ${siteName} runs only while the model does: it starts after the model answers, and stops when the model
# stops or dies.
[Unit]
BindsTo=${units}
After=${units}

[Service]
# Skupper does not see a site that comes back within 30 seconds for some minutes, so it stays away for 45.
ExecStartPre=/bin/sh -c 'while find ${left} -mmin -0.75 2>/dev/null | grep -q .; do sleep 1; done'
ExecStopPost=/bin/touch ${left}
`;
  return { path: siteDropInPath, text };
}
