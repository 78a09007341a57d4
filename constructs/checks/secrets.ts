/**
 * The forms of secret material. Each pattern begins where no word goes on, and looks ahead a bounded number of characters,
 * so that a long text takes no longer than its length says.
 */
const secretForms: readonly RegExp[] = [
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY( BLOCK)?-----/,
  /(?<![\w-])eyJ[\w-]{8,4000}\.[\w-]{8,4000}\./, // a JSON Web Token
  // tokens that carry their maker's prefix
  /(?<![\w-])(gh[pousr]_|github_pat_|glpat-|hf_|npm_|xox[abp]-|dckr_pat_|sha256~|AIza|ya29\.|[sr]k_(live|test)_)[-\w]{16,}/,
  /(?<![\w-])sk-(?=[-\w]{0,200}[A-Z])[-\w]{16,}/,
  /(?<![\w-])SG\.[-\w]{16,100}\.[-\w]{16,}/,
  /(?<![\w-])A[KS]IA[A-Z0-9]{16}(?![\w-])/,
  /\b(Bearer|Basic) (?=\S{0,200}\d)\S{16,}/,
  /:\/\/[^/\s:@]{1,200}:[^/\s@]{1,200}@/, // a password inside an address
  /[?&](access_token|api_key|token|password)=(?![$<{])[^&\s]{8,}/i,
  /\$(2[abxy]?|apr1|1|5|6|y)\$[./\w$]{8,}|\{S?SHA\}[+/\w]{20,}/, // a hash of a password, as in an htpasswd file
  /"auths"\s*:|eyJhdXRocyI6/, // the configuration of a registry, plain and in base64
];

/** Names of annotations, labels and settings whose values are secrets by their nature. */
const secretName = /(^|[^a-z])(password|passwd|token|api-?key|private-?key|client-?secret)$/i;

/** Answers of the run so far: the same names and labels come up in every object of a fleet. */
const known = new Map<string, boolean>();

/** Whether the text is secret material, judged by its form. */
export function looksLikeSecret(text: string): boolean {
  const answer = known.get(text) ?? secretForms.some((form) => form.test(text));
  known.set(text, answer);
  return answer;
}

/** Whether a field of this name would hold secret material. */
export function namesSecret(name: string): boolean {
  return secretName.test(name.slice(-100).replace(/([a-z])([A-Z])/g, '$1-$2'));
}
