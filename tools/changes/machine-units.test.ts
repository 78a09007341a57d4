import type { ChatSettings, Settings } from '../../constructs/settings';
import type { PrivateSiteSettings } from '../../constructs/skupper/private-site-settings';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { textOf } from '../../constructs/synthesis/text';
import { minimal } from '../../tests/cases';
import type { Changes } from '../output/output';
import { unitSteps } from './machine-units';

const chat = (site: PrivateSiteSettings): ChatSettings => ({ ...minimal, privateSites: [site] });

/** What has to be typed on the machines after the settings changed. */
function stepsBetween(before: Settings, after: Settings) {
  const filesOf = (settings: Settings) => {
    const manifests = synthesize(settings).manifests.filter(({ side }) => side === 'private');
    return { manifests, texts: new Map(manifests.map((manifest) => [manifest.path, textOf(manifest)])) };
  };
  const old = filesOf(before);
  const { manifests, texts } = filesOf(after);
  const changed = [...texts.keys()].filter((path) => old.texts.has(path) && old.texts.get(path) !== texts.get(path));
  const removed = [...old.texts.keys()].filter((path) => !texts.has(path));
  const change: Changes = {
    added: [...texts.keys()].filter((path) => !old.texts.has(path)),
    changed,
    removed,
    kept: [],
    unchanged: 0,
    before: new Map([...changed, ...removed].map((path) => [path, old.texts.get(path) ?? ''])),
  };
  return unitSteps(change, manifests);
}

test('another port is another unit, which starts the model anew', () => {
  expect(stepsBetween(chat({ name: 'lab' }), chat({ name: 'lab', port: 8001 }))).toEqual([
    {
      site: 'lab',
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
  expect(stepsBetween(chat({ name: 'lab' }), chat({ name: 'lab', host: 'gpu-box' }))[0]?.commands).toEqual([
    'systemctl --user disable --now model.service',
    'systemctl --user disable --now model-watchdog.service',
    'systemctl --user disable --now model-watchdog.timer',
    '(cd ~/.config/systemd/user && rm -f model.service model-watchdog.service model-watchdog.timer skupper-default.service.d/model.conf)',
    'systemctl --user daemon-reload',
  ]);
});

test('a chat that becomes one of a fleet changes nothing on its machine', () => {
  expect(stepsBetween(chat({ name: 'lab' }), { chats: { first: chat({ name: 'lab' }) } })).toEqual([]);
});

test('a new machine has its own steps, and one that is gone has none of these', () => {
  expect(stepsBetween(chat({ name: 'lab' }), chat({ name: 'other' }))).toEqual([]);
});
