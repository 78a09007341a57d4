import { quote } from '../checks/wording';
import type { KubeObject } from './kube-object';

// biome-ignore lint/suspicious/noExplicitAny: specs of any kind, after anybody's patch
type Any = any;

/**
 * Signs that the path of a request, or a pattern for paths, has. Controllers write a path into their configuration as it is: in
 * ingress-nginx before 1.13.7 and 1.14.3 another sign ends a directive (CVE-2026-24512), in Traefik a backtick ends a rule.
 */
const safePath = /^\/[\w.~%@:+*?|$()/-]*$/;

/** Paths of an exposure that would be more than a path to the controller that serves others, too. */
export function pathProblems(object: KubeObject): string[] {
  return pathsOf(object)
    .filter(([, path]) => path !== undefined && !safePath.test(String(path)))
    .map(
      ([field, path]) =>
        `${field} ${quote(path)} has signs that no path has, and the controller writes it into its configuration; use "/", letters, digits and - _ . ~`,
    );
}

/** The paths of an exposure, by their fields. */
function pathsOf({ kind, spec }: KubeObject): [string, unknown][] {
  const below = (list: unknown, field: string): [string, Any][] =>
    Array.isArray(list) ? list.map((one, index) => [`${field}[${index}]`, one]) : [];
  const rules = below(spec?.rules, 'spec.rules');
  switch (kind) {
    case 'Ingress':
      return rules
        .flatMap(([field, rule]) => below(rule?.http?.paths, `${field}.http.paths`))
        .map(([field, one]) => [`${field}.path`, one?.path]);
    case 'HTTPRoute':
      return rules
        .flatMap(([field, rule]) => below(rule?.matches, `${field}.matches`))
        .map(([field, match]) => [`${field}.path.value`, match?.path?.value]);
    default:
      return kind === 'Route' ? [['spec.path', spec?.path]] : [];
  }
}
