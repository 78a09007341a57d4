import { annotationMap } from '../../checks/annotation-map';
import { broken } from '../../checks/broken';
import { listOf, optional, type Rule, type Schema } from '../../checks/check';
import { addressRange, objectName, oneOf } from '../../checks/values';
import { issuerAnnotationNames } from '../../common/cert-manager';
import { decidedElsewhere, misspelt, readByAnother, type TypedAnnotations } from '../annotations';
import { harmOfName } from '../harmful-annotations';
import { hostFields, oneOrSeveralHosts, tlsNeedsHost } from '../hosts';
import { classOfAnother } from '../ingress-class';
import { type IngressControllerName, ingressControllers } from './controllers';
import type { SharedIngressSettings } from './profile';

export const sourceRanges = optional(listOf(addressRange, 'CIDRs', 1));

/** The fields that every controller has, with the annotations that its own settings decide about. */
export function commonFields<C extends IngressControllerName>(controller: C, typed: TypedAnnotations) {
  return { controller: oneOf(controller), ...hostFields, annotations: optional(annotationsFor(controller, typed)) };
}

/** The name of an IngressClass, and not one that is known to be of another controller. */
export function classNameFor(controller: IngressControllerName): Schema<string> {
  return (input) => {
    const problems = objectName(input);
    const another = problems.length === 0 ? classOfAnother(String(input), controller) : undefined;
    return another === undefined ? problems : broken(true, [], another);
  };
}

function annotationsFor(controller: IngressControllerName, typed: TypedAnnotations) {
  const { domain, title } = ingressControllers[controller];
  const all: TypedAnnotations = {
    'kubernetes.io/ingress.class': 'className',
    [issuerAnnotationNames.clusterIssuer]: 'tls.clusterIssuer',
    [issuerAnnotationNames.issuer]: 'tls.issuer',
    ...typed,
  };
  return annotationMap(
    (name) =>
      decidedElsewhere(name, all) ??
      harmOfName(name) ??
      readByAnother(name, domain, title) ??
      misspelt(name, all, `${title} ignores`),
  );
}

/** One name or several, and TLS for a name. */
export const hostRules: readonly Rule<SharedIngressSettings & { readonly tls?: object }>[] = [
  oneOrSeveralHosts,
  tlsNeedsHost,
];

/** Settings of a controller, with the reason for each field of others that this one cannot keep. */
export function lacking<P>(reasons: Readonly<Record<string, string>>, schema: Schema<P>): Schema<P> {
  return (input) =>
    schema(input).map((found) => {
      const field = found.at.join('.');
      return Object.hasOwn(reasons, field) ? { at: found.at, message: reasons[field] ?? '' } : found;
    });
}
