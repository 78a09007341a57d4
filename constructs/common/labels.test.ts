import { commonLabels, isLoginPart, isPagePart, versionLabel } from './labels';

const labelsOf = (component: string) => commonLabels({ name: 'ilab-client', component, partOf: 'ilab-chat' });

test("an object has the labels of Kubernetes' own vocabulary", () => {
  expect(labelsOf('frontend')).toEqual({
    'app.kubernetes.io/name': 'ilab-client',
    'app.kubernetes.io/instance': 'ilab-chat',
    'app.kubernetes.io/component': 'frontend',
    'app.kubernetes.io/part-of': 'ilab-chat',
    'app.kubernetes.io/managed-by': 'cdk8s',
  });
});

test.each([
  ['frontend', true, false],
  ['login', false, true],
  ['router', false, false],
])('%s is found again: as the page %s, as the login %s', (component, page, login) => {
  expect(isPagePart(labelsOf(component))).toBe(page);
  expect(isLoginPart(labelsOf(component))).toBe(login);
});

test('a version that nobody knows is no label', () => {
  expect(versionLabel('v2')).toEqual({ 'app.kubernetes.io/version': 'v2' });
  expect(versionLabel(undefined)).toStrictEqual({});
});
