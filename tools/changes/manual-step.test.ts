import { deletion } from './manual-step';

const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

test('an object that two chats had, each on its own cluster, is named once', () => {
  expect(deletion([namespace('ilab-chat'), namespace('ilab-chat')])).toBe('kubectl delete namespace ilab-chat');
  expect(deletion([namespace('a'), namespace('b'), namespace('a')])).toBe('kubectl delete namespace/a namespace/b');
});
