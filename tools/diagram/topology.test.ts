import type { Settings } from '../../constructs/settings';
import { synthesize } from '../../constructs/synthesis/synthesis';
import { everything } from '../../tests/cases';
import { diagramOf } from './topology';

test('the diagram shows what the objects say: every exposure, every machine, every port', () => {
  const fleet: Settings = { chats: { one: everything } };
  expect(diagramOf(synthesize(fleet).manifests)).toMatchSnapshot();
});
