import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newestSkupper, skupperInstallation, skupperVersions, triedReleases, untriedReleases } from './version';

const root = join(__dirname, '..', '..');
const pages = readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md'));
const documents = ['README.md', 'README.pt-BR.md', ...pages.map((file) => `docs/${file}`)];
const read = (document: string) => readFileSync(join(root, document), 'utf8');

test('the newest release that ran is the one that is installed and named', () => {
  expect(skupperInstallation).toContain(`/download/${triedReleases.at(-1)}/`);
  expect(newestSkupper).toBe(`Skupper ${triedReleases.at(-1)}`);
  expect(skupperVersions).toBe('Skupper 2.0.0 to 2.2.1, but not 2.2.0');
});

test.each(documents)('%s installs no other release', (document) => {
  const installed = [...read(document).matchAll(/skupper\/releases\/download\/([\d.]+)\//g)].map(
    ([, release]) => release,
  );
  expect(installed.filter((release) => release !== triedReleases.at(-1))).toEqual([]);
});

test.each(['docs/private-site.md', 'docs/private-site.pt-BR.md'])(
  '%s names all releases that ran, and those that did not',
  (document) => {
    const text = read(document);
    expect([...triedReleases, ...untriedReleases].filter((release) => !text.includes(release))).toEqual([]);
  },
);
