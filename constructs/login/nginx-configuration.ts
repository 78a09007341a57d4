/** What the configuration of nginx depends on. */
export interface NginxConfigurationProps {
  /** Where nginx listens, such as `0.0.0.0:8080`. */
  readonly listen: string;
  /** Whether an address of IPv6 takes connections of IPv4, too. nginx says no unless it is told. */
  readonly bothFamilies: boolean;
  /** The page, such as `http://ilab-client:8080`. */
  readonly page: string;
  /** Where oauth2-proxy listens, in the same pod. */
  readonly oauth2Proxy: string;
  /** Paths of oauth2-proxy that a browser needs before there is a session, without `/oauth2/`. */
  readonly openPaths: readonly string[];
  /** What a browser without a session gets, without `/oauth2/`. */
  readonly signInPath: string;
  /** Whether that is a redirect to somewhere else, or a form in place of the page. */
  readonly redirects: boolean;
  /** How long the page may be silent, in seconds. */
  readonly timeoutSeconds: number;
  /**
   * Folder with the certificate that nginx serves HTTPS with.
   *
   * @default - plain HTTP
   */
  readonly certificatePath?: string;
}

/** Where the kubelet asks whether the pod is ready. A load balancer's health check may ask it, too: it needs no login. */
export const readyPath = '/oauth2/ready';

/** What a page that is still open tells its user when the session is over: pages show one of these two fields. */
const sessionOver = 'You are not signed in any more. Reload the page.';

/**
 * The configuration of nginx: it asks oauth2-proxy about every request, without its body, and passes on those with a
 * session. So what strangers send is never read, and websockets, streams and uploads pass through nginx alone.
 */
export function nginxConfiguration(props: NginxConfigurationProps): string {
  const { page, oauth2Proxy, openPaths, signInPath, timeoutSeconds, certificatePath } = props;
  const tls =
    certificatePath === undefined
      ? ''
      : `
    ssl_certificate ${certificatePath}/tls.crt;
    ssl_certificate_key ${certificatePath}/tls.key;`;
  return `# Lets through who has signed in. oauth2-proxy, in the same pod, knows who that is.
daemon off;
pid /tmp/nginx.pid;
# A pod that stops waits for answers and websockets as long as for the longest answer.
worker_shutdown_timeout ${timeoutSeconds}s;

events {
  worker_connections 4096;
}

http {
  access_log off;
  server_tokens off;
  client_body_temp_path /tmp/client-body;
  proxy_temp_path /tmp/proxy;
  fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi;
  scgi_temp_path /tmp/scgi;

  # Users with many groups have large cookies.
  large_client_header_buffers 4 32k;
  proxy_buffer_size 32k;
  proxy_buffers 4 32k;
  proxy_busy_buffers_size 64k;
  proxy_http_version 1.1;
  proxy_next_upstream off;

  # Guesses of a password, for each address.
  map $request_method $guessing {
    default "";
    POST $binary_remote_addr;
  }
  limit_req_zone $guessing zone=guesses:1m rate=30r/m;
  limit_req_status 429;

  # A page that somebody opens gets the login; what its scripts ask for gets a short no.
  map "$request_method $http_accept" $refused {
    default @refused;
    "~^GET .*text/html" /oauth2/sign-in-first;
  }

  # The session is nobody's business but the login's: its cookies end here.
  map $http_cookie $without_session {
    default $http_cookie;
    "~^(?<before>.*?)(?:_oauth2_proxy(?:_\\d+)?=[^;]*(?:; *|$))+(?<after>.*)$" $before$after;
  }
  map $without_session $other_cookies {
    default $without_session;
    "~^(?<first>.*?)(?:_oauth2_proxy(?:_\\d+)?=[^;]*(?:; *|$))+(?<last>.*)$" $first$last;
  }

  map $http_upgrade $connection_header {
    default upgrade;
    "" close;
  }

  server {
    listen ${props.listen}${props.bothFamilies ? ' ipv6only=off' : ''}${certificatePath === undefined ? '' : ' ssl'};${tls}
    # How much a question may be is the page's to say.
    client_max_body_size 0;

    location / {
      auth_request /oauth2/auth;
      auth_request_set $user $upstream_http_x_auth_request_user;
      auth_request_set $email $upstream_http_x_auth_request_email;
      auth_request_set $preferred_username $upstream_http_x_auth_request_preferred_username;
      error_page 401${props.redirects ? ' =' : ''} $refused;

      proxy_pass ${page};
      proxy_read_timeout ${timeoutSeconds}s;
      proxy_send_timeout ${timeoutSeconds}s;
      proxy_buffering off;
      proxy_request_buffering off;
      proxy_set_header Host $http_host;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_header;
      proxy_set_header Cookie $other_cookies;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      # Set here alone, whatever a browser sends.
      proxy_set_header X-Forwarded-User $user;
      proxy_set_header X-Forwarded-Email $email;
      proxy_set_header X-Forwarded-Preferred-Username $preferred_username;
      proxy_set_header X-Forwarded-Groups "";
      proxy_set_header X-Forwarded-Access-Token "";
      proxy_set_header X-Auth-Request-User "";
      proxy_set_header X-Auth-Request-Email "";
    }

    location @refused {
      default_type application/json;
      return 401 '{"error":"${sessionOver}","detail":"${sessionOver}"}';
    }

    location = /oauth2/auth {
      internal;
      proxy_pass http://${oauth2Proxy};
      proxy_pass_request_body off;
      proxy_set_header Content-Length "";
      proxy_set_header Host $http_host;
      # Otherwise every request could guess a password.
      proxy_set_header Authorization "";
    }

    # Strangers get here: nothing that they send is kept, and what they do wrong is not written down.
    location = /oauth2/sign-in-first {
      internal;
      error_log stderr crit;
      proxy_pass http://${oauth2Proxy}/oauth2/${signInPath};
      proxy_method GET;
      client_max_body_size 1k;
      proxy_pass_request_body off;
      proxy_set_header Content-Length "";
      proxy_set_header Host $http_host;
      proxy_set_header Authorization "";
      proxy_set_header X-Auth-Request-Redirect $request_uri;
    }

    location ~ ^/oauth2/(${openPaths.join('|')}) {
      error_log stderr crit;
      proxy_pass http://${oauth2Proxy};
      client_max_body_size 8k;
      limit_req zone=guesses burst=20 nodelay;
      proxy_set_header Host $http_host;
      proxy_set_header Authorization "";
      add_header Content-Security-Policy "frame-ancestors 'none'" always;
    }

    location = ${readyPath} {
      proxy_pass http://${oauth2Proxy}/ready;
    }

    location /oauth2/ {
      return 404;
    }
  }
}
`;
}
