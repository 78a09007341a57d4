/**
 * The form for name and password, as a template of oauth2-proxy's. Its own page also has a button for an issuer, and there
 * is none here. Source: oauth2-proxy, its documentation of custom templates.
 */
export const signInPage = `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Sign in</title>
    <style>
      body { font: 16px sans-serif; max-width: 20em; margin: 15vh auto; padding: 0 1em; }
      label, button { display: block; margin-top: 1em; }
      input { box-sizing: border-box; width: 100%; font: inherit; padding: 0.5em; }
      button { font: inherit; padding: 0.5em 1.5em; }
    </style>
  </head>
  <body>
    <h1>Sign in</h1>
    {{ if eq .StatusCode 400 401 }}<p role="alert">This name and this password do not go together.</p>{{ end }}
    <form method="post" action="{{ .ProxyPrefix }}/sign_in">
      <input type="hidden" name="rd" value="{{ .Redirect }}">
      <label>Name <input name="username" autocomplete="username" autofocus required></label>
      <label>Password <input name="password" type="password" autocomplete="current-password" required></label>
      <button>Sign in</button>
    </form>
  </body>
</html>
`;
