/**
 * Kubernetes' own objects, as cdk8s-plus-27 generates them. The package's front door offers the same as `k8s`, but
 * loads every construct of cdk8s-plus with it, and the synthesizer uses none of them.
 */
import * as k8s from 'cdk8s-plus-27/lib/imports/k8s';

export { k8s };
