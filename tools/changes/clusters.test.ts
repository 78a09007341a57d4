import type { KubeObject, Manifest } from '../../constructs/finished/kube-object';
import { changesBetween, told } from '../../tests/edit-run';
import type { SideChanges } from './side-changes';

const map = (name: string, namespace = 'chat'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  spec: {},
});
const file = (path: string, cluster: string | undefined, ...objects: KubeObject[]): Manifest => ({
  side: 'public',
  path: `${path}.k8s.yaml`,
  cluster,
  objects,
});

/** What is said of the objects and to do, without what is said of the files. */
async function linesOf(changes: SideChanges): Promise<string[]> {
  return (await told([changes])).split('\n').filter((line) => !/^dist|^ {2}\S+ \(|^$/.test(line));
}

const deleted = (name: string) => [
  `  kubectl delete configmap ${name} -n chat`,
  '    it stays in effect until deleted',
];

test('what is gone from a cluster that stays is deleted there, whatever cluster is new', async () => {
  const before = [file('a/a', 'east', map('a')), file('b/b', 'east', map('b'))];
  const after = [file('a/a', 'east', map('a')), file('c/c', 'west', map('c'))];
  expect(await linesOf(changesBetween(before, after))).toEqual([
    ...[
      'Objects for the cluster east',
      '  gone     ConfigMap b',
      'Objects for the cluster west',
      '  new      ConfigMap c',
    ],
    'Next on the cluster east: kubectl apply -R -f dist/a',
    'After it on the cluster east, if the last output was applied:',
    ...deleted('b'),
    'Next on the cluster west: kubectl apply -R -f dist/c',
  ]);
});

test('a cluster that is gone may be the new one under its old name', async () => {
  const changes = changesBetween([file('a/a', 'east', map('a'))], [file('b/b', 'west', map('b'))]);
  expect(await linesOf(changes)).toEqual([
    ...[
      'Objects for the cluster west',
      '  new      ConfigMap b',
      'Objects for the cluster east',
      '  gone     ConfigMap a',
    ],
    'Next on the cluster west: kubectl apply -R -f dist/b',
    'To do on the cluster east, if the last output was applied, unless that is west now:',
    ...deleted('a'),
  ]);
});

describe('files of a version that did not name the cluster', () => {
  const old = (path: string, name: string) => file(path, undefined, map(name));
  const others = [file('a/a', 'east', map('a')), file('c/c', 'west', map('c'))];

  test('were on that of their folder', async () => {
    expect(await linesOf(changesBetween([old('a/b', 'b')], others))).toContain(
      'After it on the cluster east, if the last output was applied:',
    );
  });

  test('or on that which has their objects now', async () => {
    const lines = await linesOf(changesBetween([file('b/b', undefined, map('c'), map('b'))], others));
    expect(lines).toContain('After it on the cluster west, if the last output was applied:');
  });

  test('or on one that nobody knows, which is none of the new ones', async () => {
    expect(await linesOf(changesBetween([old('b/b', 'b')], others))).toEqual([
      ...[
        'Objects for the cluster east',
        '  new      ConfigMap a',
        'Objects for the cluster west',
        '  new      ConfigMap c',
      ],
      ...['Objects for the cluster that the files gone from dist were for', '  gone     ConfigMap b'],
      'Next on the cluster east: kubectl apply -R -f dist/a',
      'Next on the cluster west: kubectl apply -R -f dist/c',
      'To do on the cluster that the files gone from dist were for, if the last output was applied:',
      ...deleted('b'),
    ]);
  });

  test('have nothing to delete that a new file has', async () => {
    expect(await linesOf(changesBetween([file('b/b', undefined, map('b'), map('c'))], [...others]))).not.toContain(
      '  kubectl delete configmap/b configmap/c -n chat',
    );
  });
});

describe('a cluster that has a name no more', () => {
  test('is the only one', async () => {
    const changes = changesBetween([file('a/a', 'east', map('a'))], [file('a/a', undefined, map('b'))]);
    expect(await linesOf(changes)).toEqual([
      ...['Objects', '  new      ConfigMap b', '  gone     ConfigMap a', 'Next: kubectl apply -R -f dist'],
      'After it, if the last output was applied:',
      ...deleted('a'),
    ]);
  });

  test('has what its folder had, and another one what is not there any more', async () => {
    const before = [file('a/a', 'east', map('a')), file('b/b', 'west', map('b'))];
    expect(await linesOf(changesBetween(before, [file('a/a', undefined, map('c'))]))).toEqual([
      ...['Objects for the cluster without a name', '  new      ConfigMap c', '  gone     ConfigMap a'],
      ...['Objects for the cluster west', '  gone     ConfigMap b'],
      'Next on the cluster without a name: kubectl apply -R -f dist/a',
      'After it on the cluster without a name, if the last output was applied:',
      ...deleted('a'),
      'To do on the cluster west, if the last output was applied:',
      ...deleted('b'),
    ]);
  });

  test('has what it has under another path', async () => {
    const before = [file('a/a', 'east', map('a'), map('d')), file('b/b', 'west', map('b'))];
    const lines = await linesOf(changesBetween(before, [file('c', undefined, map('a'))]));
    expect(lines).toContain('Next on the cluster without a name: kubectl apply -f dist');
    expect(lines).toContain('After it on the cluster without a name, if the last output was applied:');
  });

  test('has what no version before named', async () => {
    const before = [file('a/a', 'east', map('a')), file('b/b', undefined, map('b'))];
    const lines = await linesOf(changesBetween(before, [file('c', undefined, map('c'))]));
    expect(lines).toContain('After it on the cluster without a name, if the last output was applied:');
    expect(lines).toContain('To do on the cluster east, if the last output was applied:');
  });
});

test('a run that changes nothing says what to apply on each cluster', async () => {
  const files = [file('a/a', 'east', map('a')), file('c/c', 'west', map('c'))];
  expect(await linesOf(changesBetween(files, files))).toEqual([
    'Next on the cluster east: kubectl apply -R -f dist/a',
    'Next on the cluster west: kubectl apply -R -f dist/c',
  ]);
});
