import { minimal } from '../../tests/cases';
import { refusesTogether, report } from '../../tests/refused';

refusesTogether(
  { namespace: { name: 'undefined-chat' } },
  'namespace.name: "undefined-chat" has a part that a program writes where a value is missing; write the value itself',
);

refusesTogether(
  { client: { ...minimal.client, image: 'quay.io/x/ghp_abcdefghijklmnopqrstuvwx:v1' } },
  'client.image: looks like a secret, and the output is for everybody to read; keep it in a Secret, and give its name',
);

test('no message shows a secret', () => {
  const secret = 'ghp_abcdefghijklmnopqrstuvwx';
  const lines = [
    ...report({ ...minimal, site: { name: secret } }),
    ...report({ ...minimal, client: { ...minimal.client, image: `registry.example.com/${secret}:v1` } }),
    ...report({ ...minimal, namespace: { name: 'chat', labels: { team: secret } } }),
  ];
  expect(lines).toHaveLength(3);
  expect(lines.join()).not.toContain('abcdefghij');
});

test('ordinary names are not taken for secrets', () => {
  for (const name of ['skupper-chat-client', 'sk-chat-example-com', 'akia', 'basic-authentication']) {
    expect(report({ ...minimal, client: { ...minimal.client, name } })).toEqual([]);
  }
});

test('what is only about a secret is legal', () => {
  for (const text of ['2026-11-22', '2026-11-22T10:00:00Z', 'weekly', 'true']) {
    expect(
      report({
        ...minimal,
        namespace: { name: 'chat', labels: { 'example.com/rotated-token': text.replace(/:/g, '.') } },
      }),
    ).toEqual([]);
  }
});
