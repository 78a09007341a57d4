import { inContext } from './shell';

const [variable, context] = ['PUBLIC', `--context "\${PUBLIC:?}"`];

test.each([
  ['kubectl get pods', `kubectl ${context} get pods`],
  ['oc get routes', `oc ${context} get routes`],
  ['helm ls', `helm --kube-${context.slice(2)} ls`],
  ['  kubectl get a || kubectl get b', `  kubectl ${context} get a || kubectl ${context} get b`],
  ['a && helm ls | helm ls', `a && helm --kube-${context.slice(2)} ls | helm --kube-${context.slice(2)} ls`],
  ['(kubectl get a) && {helm ls; }', `(kubectl ${context} get a) && {helm --kube-${context.slice(2)} ls; }`],
  ['a\nkubectl get b\nhelm ls', `a\nkubectl ${context} get b\nhelm --kube-${context.slice(2)} ls`],
  ['skupper token issue a', `skupper token issue ${context} a`],
  ['skupper link generate a', `skupper link generate ${context} a`],
  ['npm run status -- --wait', `npm run status -- ${context} --wait`],
])('%j is for one cluster', (command, expected) => {
  expect(inContext(command, variable)).toBe(expected);
});

test.each(['echo kubectl get', 'skupper site status', 'npm run synth -- --check', 'my-helm ls', 'kubectl-a get'])(
  '%j is for none',
  (command) => {
    expect(inContext(command, variable)).toBe(command);
  },
);
