import type { ServedModel } from './served-model';
import { siteDropInPath, siteUnit } from './site-drop-in';

/**
 * Serves a model, as a systemd user unit. `$MAINPID` is the server's process, which systemd gives to the commands after the
 * start: without a look at it, they would go on waiting for a server that is gone.
 */
export function modelUnit(siteName: string, { profile, url, port, command }: ServedModel): string {
  const environment = Object.entries(profile.environment?.(port) ?? {});
  const check = `${url}${profile.checkPath}`;
  return `# Serves the model of the site ${siteName}, and lets the site come and go with it: Skupper watches its own router and not
# the model, so a machine whose model has died would go on getting questions. The other half is
# ${siteDropInPath}.
[Unit]
Description=${profile.title} for the Skupper site ${siteName}
Wants=${siteUnit}

[Service]
# Another program on the port would answer in the model's place. curl ends with 7 when nothing listens.
ExecStartPre=/bin/sh -c 'curl --silent --max-time 5 --output /dev/null ${url}; [ $? -eq 7 ] || { echo "port ${port} is taken by another program"; exit 1; }'
${environment.map(([name, value]) => `Environment=${name}=${value}\n`).join('')}ExecStart=${command}
# Started means that the model answers: loading one can take minutes. When its program ends before, so does the wait.
ExecStartPost=/bin/sh -c 'until curl --fail --silent --max-time 5 --output /dev/null ${check}; do kill -0 $MAINPID || exit 1; sleep 2; done; sleep 1; kill -0 $MAINPID'
TimeoutStartSec=15min
# Some servers end without an error when the model's file is damaged.
Restart=always
RestartSec=10

[Install]
WantedBy=default.target
`;
}
