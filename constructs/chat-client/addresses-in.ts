/** What an address without a port means, by its scheme. */
const defaultPorts: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  ldap: 389,
  ldaps: 636,
  mongodb: 27_017,
  mysql: 3306,
  postgres: 5432,
  postgresql: 5432,
  redis: 6379,
  rediss: 6379,
};

/** Names of variables with an address that browsers open, not the pods. */
const ownAddress = /(^|_)(CALLBACK|CHAINLIT|CORS|DOMAIN|ORIGIN|PUBLIC|REDIRECT|WEBUI)(_|$)/i;

/** An address in the environment of a page, which its pods call. */
export interface CalledAddress {
  readonly variable: string;
  readonly host: string;
  readonly port: number;
}

/** The addresses in an environment that lead out of the pod. What a Secret says is not known here. */
export function addressesIn(env: readonly { readonly name: string; readonly value?: string }[]): CalledAddress[] {
  return env.flatMap(({ name, value = '' }) => {
    const address = ownAddress.test(name) ? undefined : addressIn(value);
    return address === undefined || /^(localhost$|127\.|\[::1\])/.test(address.host)
      ? []
      : [{ variable: name, ...address }];
  });
}

/** Whether a variable of this name holds an address that the pods call, as DATABASE_URL and HTTPS_PROXY do. */
export function namesCalledAddress(name: string): boolean {
  return /(^|_)(PROXY|URL|URI|DSN)$/i.test(name) && !/^NO_PROXY$/i.test(name) && !ownAddress.test(name);
}

function addressIn(text: string): { host: string; port: number } | undefined {
  // "postgresql+psycopg://" names a driver as well.
  const [, scheme = '', host = '', digits] =
    /^([a-z]+)(?:\+\w+)?:\/\/(?:[^/\s@]*@)?(\[[^\]\s]+\]|[^/:?#\s]+)(?::(\d+))?/i.exec(text) ?? [];
  const port = digits === undefined ? defaultPorts[scheme.toLowerCase()] : Number(digits);
  return port === undefined ? undefined : { host, port };
}
