import type { KubeObject, Manifest } from '../../constructs/finished/kube-object';
import type { ChatSettings, Settings } from '../../constructs/settings';
import type { PrivateSiteSettings } from '../../constructs/skupper/private-site-settings';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { minimal } from '../../tests/cases';
import { changesBetween, changesOfBothSides } from '../../tests/edit-run';
import { written } from '../../tests/written';
import { reportNext } from './changes-report';
import { machinesOf } from './machines';

/** What is said after the steps of the cluster. */
async function told(before: readonly Manifest[], after: readonly Manifest[]): Promise<string> {
  const { stdout: text } = await written(() => reportNext(changesOfBothSides(before, after), []));
  const start = text.search(/^(?:On the|New|Link) /m);
  return start < 0 ? '' : text.slice(start).trimEnd();
}

const filesOf = (settings: Settings) => synthesize(settings).manifests;
const between = (before: Settings, after: Settings) => told(filesOf(before), filesOf(after));
const chat = (...privateSites: PrivateSiteSettings[]): ChatSettings => ({ ...minimal, privateSites });
const lab = { name: 'lab', host: 'gpu-box' };
const numbered = (count: number, port: number, host: string | undefined = 'gpu-box') =>
  Array.from({ length: count }, (_, index) => ({ name: `lab-${index}`, routingKey: `key-${index}`, port, host }));

describe('a machine', () => {
  test('that goes and has no units is stopped', async () => {
    expect(await between(chat(lab), chat())).toBe('On the machine of lab, if it is linked:\n  skupper system stop');
  });

  test('that goes where another comes', async () => {
    expect(await between(chat(lab), chat({ ...lab, name: 'new' }))).toBe(
      [
        'On the machine of lab, if it is linked, and before the new one if that is the same:',
        '  skupper system stop',
        '',
        'New machine, for new: docs/private-site.md goes through its steps, with dist-private/new.k8s.yaml',
      ].join('\n'),
    );
  });

  test('that stays is not named', async () => {
    expect(await between(chat(lab), { ...chat(lab), client: { ...minimal.client, replicas: 3 } })).toBe('');
  });

  test('whose file is another one', async () => {
    expect(await between(chat(lab), chat({ ...lab, port: 8001 }))).toBe(
      [
        'On the machine of lab, with dist-private/lab.k8s.yaml copied to it:',
        '  skupper system apply -f lab.k8s.yaml',
        '  skupper system reload',
      ].join('\n'),
    );
  });

  test('whose file has an object less', async () => {
    const [model, other] = [
      { host: 'one', port: 1, routingKey: 'one' },
      { host: 'two', port: 2, routingKey: 'two' },
    ];
    const text = await between(
      chat({ name: 'lab', modelServers: [model, other] }),
      chat({ name: 'lab', modelServers: [model] }),
    );
    expect(text).toMatch(
      /^On the machine of lab, with .*\n(?: {2}skupper connector delete \S+\n)+ {2}skupper system apply -f lab.k8s.yaml\n/,
    );
  });

  test('of a chat of a fleet is named with it', async () => {
    const fleet = (port: number) => ({ chats: { physics: chat({ ...lab, port }) } });
    expect(await between(fleet(1), fleet(2))).toContain(
      'On the machine of lab of the chat physics, with dist-private/physics/lab.k8s.yaml copied to it:\n  skupper system apply -f lab.k8s.yaml\n',
    );
  });

  test('whose units are others', async () => {
    expect(await between(chat({ name: 'lab' }), chat({ name: 'lab', server: 'llama.cpp', port: 8000 }))).toBe(
      [
        'On the machine of lab, with dist-private/lab copied to it:',
        '  cp -r lab/. ~/.config/systemd/user/',
        '  systemctl --user daemon-reload',
        '  systemctl --user restart model.service',
      ].join('\n'),
    );
  });

  test.each<[string, PrivateSiteSettings[], PrivateSiteSettings[], RegExp, string]>([
    ['go', numbered(11, 1), [], /^On the machine of lab-\d+, if/gm, 'and the same on 1 more machines'],
    ['come', [], numbered(12, 1), /^New machine, for/gm, 'and 2 more that are new'],
    [
      'change',
      numbered(11, 1),
      numbered(11, 2),
      /^On the machine of lab-\d+, with/gm,
      'and the same on 1 more machines',
    ],
  ])('of eleven that %s is one of ten', async (_, before, after, title, more) => {
    const text = await between(chat(...before), chat(...after));
    expect(text.match(title)).toHaveLength(10);
    expect(text.endsWith(`\n\n${more}`)).toBe(true);
  });
});

describe('a cluster with a model', () => {
  const models = { name: 'models', platform: 'kubernetes', namespace: { name: 'llm' }, host: 'vllm' } as const;

  test('that goes loses what the site had, and keeps its namespace', async () => {
    const text = await between(chat(models), chat());
    expect(text).toMatch(/^On the cluster of models, if it is linked:\n {2}kubectl delete site\/models .* -n llm$/);
    expect(text).not.toContain('namespace/');
  });

  test('that goes to a site which has all of its objects loses nothing', async () => {
    const files = filesOf(chat(models));
    const moved = files.map((one) => (one.side === 'private' ? { ...one, path: 'other.k8s.yaml' } : one));
    expect(await told(files, moved)).toBe(
      'New cluster, for other: docs/private-site.md goes through its steps, with dist-private/other.k8s.yaml',
    );
  });

  test('whose file is another one', async () => {
    expect(await between(chat(models), chat({ ...models, port: 8001 }))).toBe(
      'On the cluster of models, not on the public one:\n  kubectl apply -f dist-private/models.k8s.yaml',
    );
  });

  test('whose file has an object less', async () => {
    const files = filesOf(chat(models));
    const notes: KubeObject = { apiVersion: 'v1', kind: 'Notes', metadata: { name: 'a', namespace: 'llm' } };
    const before = files.map((one) => (one.side === 'private' ? { ...one, objects: [...one.objects, notes] } : one));
    expect(await told(before, files)).toBe(
      'On the cluster of models, not on the public one:\n  kubectl apply -f dist-private/models.k8s.yaml\n  kubectl delete notes a -n llm',
    );
  });

  test('in place of a machine is another place', async () => {
    const text = await between(chat({ ...lab, name: 'models' }), chat(models));
    expect(text).toContain('On the machine of models, if it is linked, and before the new one if that is the same:\n');
    expect(text).toContain('New cluster, for models: docs/private-site.md goes through its steps');
  });
});

describe('a link', () => {
  const anew = 'Link lab anew, if it is linked: docs/private-site.md, section 6; its old link ends';
  const at = (cluster: string | undefined, port = 1) => ({ ...chat({ ...lab, port }), cluster });
  const fleet = (chats: Record<string, ChatSettings>): Settings => ({ chats });

  test('ends with the public Site', async () => {
    expect(await between(chat(lab), { ...chat(lab), site: { name: 'other' } })).toBe(anew);
  });

  test('of eleven machines is told for ten', async () => {
    const sites = chat(...numbered(11, 1));
    const text = await between(sites, { ...sites, site: { name: 'other' } });
    expect(text.match(/^Link lab-/gm)).toHaveLength(10);
    expect(text.endsWith('\n\nand the same for 1 more')).toBe(true);
  });

  test('stays when the chat becomes one of a fleet', async () => {
    expect(await between(chat(lab), fleet({ first: chat(lab) }))).toBe('');
  });

  test('ends when the cluster is another one, unless that only got another name', async () => {
    expect(await between(fleet({ a: at('east') }), fleet({ a: at('west') }))).toBe(
      'Link lab of the chat a anew, if it is linked, unless the cluster east is called west now: docs/private-site.md, section 6; its old link ends',
    );
  });

  test('ends when the cluster is another one, and there are more chats on the new one', async () => {
    const more = { ...minimal, namespace: { name: 'more' }, cluster: 'west' };
    expect(await between(fleet({ a: at('east') }), fleet({ a: at('west'), b: more }))).toContain(
      'Link lab of the chat a anew, if it is linked, unless the cluster east is called west now:',
    );
  });

  test('ends when the chat moves to a cluster that was there', async () => {
    const there = { ...minimal, namespace: { name: 'there' }, cluster: 'west' };
    expect(await between(fleet({ a: at('east'), b: there }), fleet({ a: at('west'), b: there }))).toBe(
      'Link lab of the chat a anew, if it is linked: docs/private-site.md, section 6; its old link ends',
    );
  });

  test.each([
    ['gets a name', undefined, 'east'],
    ['has a name no more', 'east', undefined],
  ])('stays when the cluster %s', async (_, before, after) => {
    expect(await between(at(before), at(after))).toBe('');
  });

  test('is not spoken of where the public output was not there, or is not', async () => {
    const files = filesOf(chat(lab));
    const machine = files.filter(({ side }) => side === 'private');
    const notes: Manifest = { side: 'public', path: 'a.k8s.yaml', objects: [] };
    expect(await told([...machine, notes], files)).toBe('');
    expect(await told(files, [...machine, notes])).toBe('');
  });
});

describe('a file of the private sites that moved', () => {
  const site = (name: string, port: number): KubeObject[] => [
    { apiVersion: 'skupper.io/v2alpha1', kind: 'Site', metadata: { name }, spec: { port } },
  ];
  const file = (path: string, port: number): Manifest => ({ side: 'private', path, objects: site('lab', port) });
  const moves = (before: readonly Manifest[], after: readonly Manifest[]) =>
    machinesOf(changesBetween(before, after)).map(({ title, file, cameFrom }) => [title, file, cameFrom]);

  test('is the one with the same text, where several are gone', () => {
    const before = [file('a/lab.k8s.yaml', 1), file('b/lab.k8s.yaml', 2)];
    expect(moves(before, [file('c/lab.k8s.yaml', 2)])).toEqual([
      ['lab of the chat c', 'c/lab.k8s.yaml', 'b/lab.k8s.yaml'],
      ['lab of the chat a', undefined, 'a/lab.k8s.yaml'],
    ]);
  });

  test('is the first of its name, where none has the same text', () => {
    const before = [file('a/lab.k8s.yaml', 1), file('b/lab.k8s.yaml', 2)];
    expect(moves(before, [file('c/lab.k8s.yaml', 3)])[0]).toEqual([
      'lab of the chat c',
      'c/lab.k8s.yaml',
      'a/lab.k8s.yaml',
    ]);
  });

  test('is taken once', () => {
    const after = [file('b/lab.k8s.yaml', 1), file('c/lab.k8s.yaml', 1)];
    expect(moves([file('a/lab.k8s.yaml', 1)], after)).toEqual([
      ['lab of the chat b', 'b/lab.k8s.yaml', 'a/lab.k8s.yaml'],
      ['lab of the chat c', 'c/lab.k8s.yaml', undefined],
    ]);
  });

  test('is another one where its name is another', () => {
    expect(moves([file('lab.k8s.yaml', 1)], [file('den.k8s.yaml', 1)])).toEqual([
      ['den', 'den.k8s.yaml', undefined],
      ['lab', undefined, 'lab.k8s.yaml'],
    ]);
  });

  test.each(['-lab', 'Lab', 'a//lab', 'a/.lab', 'lab;b', '.lab'])('is not looked at under the path %s', (path) => {
    expect(moves([file(`${path}.k8s.yaml`, 1)], [file('other.k8s.yaml', 1)])).toHaveLength(1);
  });

  test.each(['lab', '0', 'lab-1.a', 'a/lab', 'a/b/lab'])('is looked at under the path %s', (path) => {
    expect(moves([file(`${path}.k8s.yaml`, 1)], [file('other.k8s.yaml', 1)])).toHaveLength(2);
  });

  test('that cannot be read was without objects', () => {
    const changes = changesBetween([file('lab.k8s.yaml', 1)], [file('lab.k8s.yaml', 2)]);
    const broken = { ...changes, before: new Map([['lab.k8s.yaml', 'a: [']]) };
    expect(machinesOf(broken).map(({ before }) => before)).toEqual([[]]);
    const gone = { ...changesBetween([file('lab.k8s.yaml', 1)], [file('den.k8s.yaml', 1)]), before: broken.before };
    expect(machinesOf(gone).map(({ before }) => before)).toEqual([[], []]);
  });
});
