import { languageNamed } from './language';

test.each([
  [undefined, 'en'],
  ['en', 'en'],
  ['en-GB', 'en'],
  ['pt', 'pt-BR'],
  ['PT-br', 'pt-BR'],
  ['pt_BR.UTF-8', 'pt-BR'],
])('%s is the guide in %s', (name, language) => {
  expect(languageNamed(name)).toBe(language);
});

test.each(['de', 'e', 'english', ''])('there is no guide in "%s"', (name) => {
  expect(() => languageNamed(name)).toThrow(`There is no guide in "${name}"; there are en and pt-BR.`);
});
