import { isSecretFileName, isSecretName, mentionsSecret, namesObject } from './secret-names';

/**
 * The forms of secret material. Each pattern begins where no word goes on, and looks ahead a bounded number of characters,
 * so that a long text takes no longer than its length says.
 */
const secretForms: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY( BLOCK)?-----|AGE-SECRET-KEY-1[A-Z0-9]{16}/,
  /LS0tLS1CRUdJTi[A-Za-z0-9+/]{0,40}(UFJJVkFURSBLRV|BSSVZBVEUgS0VZ|QUklWQVRFIEtFW)/, // the same in base64
  /(?<![\w-])eyJ[\w-]{8,4000}\.[\w-]{8,4000}\./, // a JSON Web Token
  // tokens that carry their maker's prefix
  /(?<![\w-])(gh[pousr]_|github_pat_|glpat-|hf_|npm_|xox[abeprs]-|xapp-|dckr_pat_|sha256~|AIza|ya29\.|[sr]k_(live|test)_)[-\w]{16,}/,
  /(?<![\w-])(gsk_|xai-|pplx-|r8_|nvapi-|glsa_|hv[sbr]\.|dop_v1_|shp(at|ss)_|lin_api_|whsec_|tskey-|pypi-)[-\w]{16,}/,
  /(?<![\w-])sk-(?=[-\w]{0,200}[A-Z])[-\w]{16,}/,
  /(?<![\w-])sk-(?=[a-z]{0,60}\d)[a-z0-9]{20,}/,
  /(?<![\w-])sk-(proj|ant|or|svcacct|admin)-[-\w]{16,}/,
  /(?<![\w-])SG\.[-\w]{16,100}\.[-\w]{16,}/,
  /(?<![\w-])A[KS]IA[A-Z0-9]{16}(?![\w-])/,
  /(?<![\w-])\d{8,10}:AA[-\w]{33}(?![\w-])/, // a bot of Telegram
  /\b(Bearer|Basic) (?=\S{0,200}\d)\S{16,}/i,
  /:\/\/hooks\.slack\.com\/services\/T\w{1,20}\/B\w/,
  // a password inside an address, unless it is put in later: $(PASSWORD), ${PASSWORD}, $PASSWORD, {{ … }}, <…>
  /:\/\/[^/\s:@]{0,200}:(?!(\$\([\w.-]{1,100}\)|\$\{[^}]{1,100}\}|\$[A-Z_]{1,100}|\{\{[^}]{1,100}\}\}|<[^>]{1,100}>|\*{1,20})@)[^/\s@]{1,200}@/,
  /[?&]sig=[\w%]{20,}/, // a signed address of Azure
  /\$(2[abxy]?|apr1|1|5|6|y)\$[./\w$]{8,}|\{S?SHA\}[+/\w]{20,}/, // a hash of a password, as in an htpasswd file
  /"auths"\s*:|eyJhdXRocyI6/, // the configuration of a registry, plain and in base64
];

/** `--api-key=…`, `?token=…`, `;Password=…`: a name and a value inside a text. */
const assignment = /(?<![\w.-])([\w.-]{2,80})=([^\s;&,'"$<{][^\s;&,'"]{5,200})/g;

/**
 * A name and a value in JSON, alone on a line as YAML, many programs and HTTP have it, and as a header of a request is handed
 * on: `-H 'X-Api-Key: …'`, `proxy_set_header Authorization "Bearer …"`.
 */
const entries: readonly RegExp[] = [
  /"([\w.-]{2,80})"\s{0,5}:\s{0,5}"([^"$<{]{3,200})"/g,
  /^[ \t-]{0,40}["']?([\w.-]{2,80})["']?[ \t]{0,5}[:=][ \t]{0,5}["']?((?:(?:Basic|Bearer|Token|ApiKey)(?: |%20))?[^\s"',;{}$<]{3,200})["']?,?[ \t\r]{0,5}$/gim,
  /(?:(?:-H|--header|_header)[ =]{0,5}["']?|["'](?=[\w-]{1,80}: ))([\w-]{2,80})["']?[: ] {0,5}["']?((?:(?:Basic|Bearer|Token|ApiKey) )?[^\s"',;{}$<]{3,200})/gi,
];

/** `--api-key …`, as a command has it. */
const option = /(?<![\w.-])--?([A-Za-z][\w.-]{1,80}) {1,5}["']?([^\s"',;{}$<-][^\s"',;{}$<]{4,200})/g;

/** Answers of the run so far: the same names and labels come up in every object of a fleet. */
const known = new Map<string, boolean>();

/** Whether the text is secret material, judged by its form. */
export function looksLikeSecret(text: string): boolean {
  const answer = known.get(text) ?? (secretForms.some((form) => form.test(text)) || assignsSecret(text));
  known.set(text, answer);
  return answer;
}

function assignsSecret(text: string): boolean {
  return (
    /[:=]|_header|(^|\s)--?[a-z]/i.test(text) &&
    [assignment, option, ...entries].some((form) =>
      [...text.matchAll(form)].some(([, name = '', value = '']) => isSecret(name, value)),
    )
  );
}

/** Whether the value of this name is secret material, judged by the words of the name and by the value. */
export function isSecret(name: string, value: string): boolean {
  if (!mentionsSecret(name) || isElsewhere(value)) {
    return false;
  }
  if (isSecretFileName(name)) {
    return isRandom(value) || !(isAboutSecret(value) || isPlace(value));
  }
  if (!isSecretName(name)) {
    return isRandom(value) || isAuthorization(value);
  }
  return isShortNumber(name, value) || (!isAboutSecret(value) && !(namesObject(name) && isName(value)));
}

/** A number of four digits or more is an amount under most names, and a bad password under that of a password. */
function isShortNumber(name: string, value: string): boolean {
  return /(pass(word|wd|phrase)?|pwd|pin)$/i.test(name) && /^\d{4,}$/.test(value);
}

/** What a client sends to be let in. */
function isAuthorization(value: string): boolean {
  return /^(Basic|Bearer|Token|ApiKey)( |%20)(?!(token|key|auth[a-z]*)$)[^\s$<{]\S*$/i.test(value);
}

/** A path, or a name of plain words, as files and fields of an answer have them. */
function isPlace(value: string): boolean {
  return /[/\\]|^[A-Za-z]+([-_.][A-Za-z0-9]+)*$/.test(value);
}

/**
 * A switch, a date or an amount under the name of a secret is about the secret, not the secret; nor is a word that stands
 * where a client insists on a key and its server asks for none.
 */
function isAboutSecret(value: string): boolean {
  return (
    /^(true|false|yes|no|on|off|enabled?|disabled?|none|null|never|always|required?|optional|auto|manual|unset|default)$/i.test(
      value,
    ) ||
    /^(empty|dummy|unused|not?[-_ ](key|needed|used|required)|(sk-)?no-key-required)$/i.test(value) ||
    /^(hour|dai|week|month|quarter|year)ly$|^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$|^\d{1,5}(ms|s|m|h|d)?$/.test(value)
  );
}

/** Where the secret is: a variable, a file, an address, an image or a public key stand for it, or for something else. */
function isElsewhere(value: string): boolean {
  return (
    value === '' ||
    /^(\$\([\w.-]+\)|\$\{[^}]+\}|\{\{[^}]+\}\}|\s)+$/.test(value) ||
    // One step alone, as in "/hunter2", may as well be a password.
    (/^(~|\.{1,2}|\/[\w.@-]{1,60})(\/[\w.@-]{1,60})+\/?$/.test(value) && !value.split('/').some(isRandom)) ||
    /^[a-z][a-z+.-]*:\/\/\S+$/.test(value) ||
    /^[\w.:/-]+@sha256:[0-9a-f]{64}$/.test(value) ||
    /^(ssh-(rsa|ed25519)|ecdsa-\S+) |^-----BEGIN (PUBLIC KEY|CERTIFICATE)-----/.test(value)
  );
}

/** The name of an object, with or without its namespace. */
function isName(value: string): boolean {
  return /^([a-z0-9-]{1,63}\/)?[a-z0-9][a-z0-9.-]{0,252}$/.test(value) && !isRandom(value);
}

/** A run of letters and digits that no person would write: long, mixed, and with many different signs. */
function isRandom(text: string): boolean {
  return text.length <= 10_000 && (text.match(/[A-Za-z0-9]{16,}|[A-Za-z0-9+/]{24,}={0,2}/g) ?? []).some(isMixed);
}

function isMixed(run: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(run)).length;
  const isHex = /^[0-9a-f]+$/i.test(run);
  return (kinds === 3 || (kinds === 2 && /\d/.test(run))) && entropyOf(run) >= (isHex ? 2.8 : 3.2);
}

/** Bits for each sign, after Shannon. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const sign of text) {
    counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
