import { afterwards, onCluster } from './requirement';

const told = {
  id: 'namespace',
  facts: { name: 'ilab-chat' },
  what: 'the namespace "ilab-chat"',
  why: 'it is made elsewhere',
  commands: ['kubectl get namespace ilab-chat', 'kubectl describe namespace ilab-chat'],
};
const words = [told.what, told.why, ...told.commands] as const;

test('a requirement says when it is wanted', () => {
  expect(onCluster('namespace', told.facts, ...words)).toEqual({ ...told, kind: 'cluster' });
  expect(afterwards('namespace', told.facts, ...words)).toEqual({ ...told, kind: 'afterwards' });
});
