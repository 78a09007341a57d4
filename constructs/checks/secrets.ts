const secretForms: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/, // a JSON Web Token
  /\b(gh[pousr]_|github_pat_|glpat-|hf_|xox[abp]-|sk-(?=\S*[A-Z])|sha256~|AIza)[-\w]{16,}/, // tokens that carry their maker's prefix
  /\bAKIA[A-Z0-9]{16}\b/,
  /\b(Bearer|Basic) (?=\S*\d)\S{16,}/,
  /:\/\/[^/\s:@]+:[^/\s@]+@/, // a password inside an address
];

/** Names of annotations, labels and settings whose values are secrets by their nature. */
const secretName = /(^|[^a-z])(password|passwd|token|api-?key|private-?key|client-?secret)$/i;

/** Whether the text is secret material, judged by its form. */
export function looksLikeSecret(text: string): boolean {
  return secretForms.some((form) => form.test(text));
}

/** Whether a field of this name would hold secret material. */
export function namesSecret(name: string): boolean {
  return secretName.test(name.replace(/([a-z])([A-Z])/g, '$1-$2'));
}
