import { isThisMachine, type RoutedServer } from '../routing-keys';

/** A file for the machine of a private site, as it goes into `~/.config/systemd/user`. */
export interface MachineFile {
  /** Path below that folder. */
  readonly path: string;
  readonly text: string;
}

/** A model server that systemd starts on the machine itself. */
export interface ServedModel extends RoutedServer {
  readonly host: string;
  readonly command: string;
  /** Name of its unit, without `.service`. */
  readonly unit: string;
  /** What it is asked at. */
  readonly url: string;
}

/** The servers on the machine whose commands are known, each program once. */
export function servedModels(servers: readonly RoutedServer[]): ServedModel[] {
  const local = servers.filter(({ host }) => isThisMachine(host));
  return local.flatMap((server, index) => {
    const { command, host = '', port, routingKey } = server;
    const isSame = (other: RoutedServer) => other.host === host && other.port === port;
    return command === undefined || local.findIndex(isSame) < index
      ? []
      : [
          {
            ...server,
            host,
            command,
            unit: servers.length === 1 ? 'model' : `model-${routingKey}`,
            url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
          },
        ];
  });
}
