/** Words that name a secret when they stand last. */
const heads = new Set(
  'password passwords passwd passphrase passcode pwd pass pw psk htpasswd passwort senha jwt secret secrets token bearer credential credentials creds'.split(
    ' ',
  ),
);

/** Words before `key` that make it a secret one; most keys are none. */
const secretKeys = new Set(
  (
    'api access account admin app application auth aes cipher client cookie crypto deploy encryption fernet hmac host jwt ' +
    'license master private root rsa secret service session shared sign signing ssh storage subscription symmetric tls ' +
    'unseal webhook wrapping anthropic azure cohere datadog deepseek gemini google groq mailgun mistral openai sendgrid stripe twilio'
  ).split(' '),
);

/** Words before `token` that make it a piece of text, as models of language have it. */
const textTokens = new Set('bos cls end eos image mask max min pad per sep special start stop unk'.split(' '));

/** Words that say which one, and not what. */
const which = new Set(
  'base base64 b64 current default dev hex new old pem plain plaintext previous primary prod production raw secondary staging string test text value'.split(
    ' ',
  ),
);

/** Words by which a name is of something that everybody may read. */
const open = new Set(
  'checksum digest fingerprint thumbprint public pub sha1 sha256 sha512 cache group partition primary routing sort topology'.split(
    ' ',
  ),
);

/** Words that say where something is. */
const places = new Set('file files filename path paths dir directory folder location'.split(' '));

/** Words joined without a sign: `dbpassword`, `APIKEY`. */
const joined =
  /^([a-z0-9]*?)(password|passwd|passphrase|secret|token|(?:db|pg|my|sql|mysql|mongo|user|root|admin|login|smtp|redis|ldap|mail|ftp|proxy)(?=pass$)|(?:api|access|auth|encryption|master|private|public|secret|signing)(?=key$))(pass|key)?$/;

/** The words of a name, however they are joined: `_`, `-`, `.`, capitals, or not at all. */
function wordsOf(name: string): string[] {
  const words = name
    .slice(-100)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .flatMap((word) => {
      const bare = which.has(word) || open.has(word) ? word : word.replace(/\d+$/, '') || word;
      return joined.exec(bare)?.slice(1).filter(Boolean) ?? [bare];
    })
    .filter((word) => word !== '');
  while (words.length > 1 && (which.has(words.at(-1) ?? '') || /^\d+$/.test(words.at(-1) ?? ''))) {
    words.pop();
  }
  return words;
}

const mention =
  /pass|senha|pwd|pw|psk|secret|token|bearer|cred|key|auth|jwt|hmac|salt|cookie|session|signature|private|seed|cert/i;

/** Whether the name has a word about secrets, so that a random value under it is one. */
export function mentionsSecret(name: string): boolean {
  return name !== 'key' && mention.test(name.slice(-100)) && !wordsOf(name).some((word) => open.has(word));
}

/** Whether what a name stands for is a secret by its nature. */
export function isSecretName(name: string): boolean {
  return isSecretBy(wordsOf(name));
}

/** Whether a name is of the file that a secret is in, as `DB_PASSWORD_FILE` is. */
export function isSecretFileName(name: string): boolean {
  const words = wordsOf(name);
  const last = words.findLastIndex((word) => !places.has(word));
  return last < words.length - 1 && isSecretBy(words.slice(0, last + 1));
}

function isSecretBy(words: readonly string[]): boolean {
  const [head = '', before = ''] = [...words].reverse();
  if (head === 'key' || head === 'keys') {
    return secretKeys.has(before);
  }
  return heads.has(head) && !(head === 'token' && textTokens.has(before));
}

/** Words before `secret` and `credentials` by which an annotation names an object, and those by which a variable does, too. */
const namedSecrets = new Set('auth ca cert certificate image pull registry ssl tls'.split(' '));

/** Whether such a name may stand for the name of a Secret, as `nginx.ingress.kubernetes.io/auth-secret` does, and Skupper's `tlsCredentials`. */
export function namesObject(name: string): boolean {
  const [head = '', before = ''] = wordsOf(name).reverse();
  // Of an ExternalSecret, the key of the Secret that is made.
  return (
    name === 'secretKey' ||
    ((head === 'secret' || head === 'secrets' || head === 'credentials') &&
      namedSecrets.has(before) &&
      (name.includes('/') || before !== 'auth'))
  );
}
