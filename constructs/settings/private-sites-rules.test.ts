import { minimal } from '../../tests/cases';
import { refusesTogether, report } from '../../tests/refused';

refusesTogether(
  { privateSites: [{ name: 'a', linkCost: 2 }] },
  'privateSites[0].linkCost: a link that is made by hand gets its cost there; set link, or leave out linkCost',
);

refusesTogether(
  { privateSites: [{ name: 'a', routingKey: 'a', weight: 2 }] },
  'privateSites[0].weight: the only routing key takes every connection; leave out weight, or give another site its own routingKey',
);

refusesTogether(
  {
    privateSites: [
      { name: 'a', routingKey: 'a', weight: 2 },
      { name: 'b', routingKey: 'a' },
      { name: 'c', routingKey: 'c', weight: 1 },
    ],
  },
  "privateSites[1].weight: sites with the same routing key have the same weight, because it is the key's; make them equal",
);

refusesTogether(
  {
    privateSites: [
      {
        name: 'a',
        modelServers: [
          { routingKey: 'a', weight: 0 },
          { routingKey: 'b', weight: 0 },
        ],
      },
    ],
  },
  'privateSites[0].modelServers[0].weight: "0" on every server leaves none for the questions; give one a weight',
);

refusesTogether(
  { privateSites: [{ name: 'a', modelServers: [{ routingKey: 'a', weight: 1 }, { routingKey: 'b' }] }] },
  'privateSites[0].modelServers[1].weight: missing; other sites have one, and a share of an unknown whole is none',
);

refusesTogether(
  { privateSites: [{ name: 'a' }, { name: 'b', server: 'ollama' }] },
  'model.name: missing; Ollama answers only requests that name the model, so say what it calls it, such as "granite3.3:8b"',
);

/** The report on private sites beside the least that a chat needs. */
const answerTo = (privateSites: unknown, more: object = {}) => report({ ...minimal, ...more, privateSites });

describe('the name of a private site', () => {
  const twice = (index: number, name: string) =>
    `privateSites[${index}].name: "${name}" is the name of another private site; give each its own`;

  test('is its own', () => {
    expect(answerTo([{ name: 'a' }, { name: 'b' }, { name: 'c' }])).toEqual([]);
    expect(answerTo([{ name: 'a' }, { name: 'b' }, { name: 'a' }, { name: 'b' }])).toEqual([
      twice(2, 'a'),
      twice(3, 'b'),
    ]);
  });

  test('is compared where it is right, whatever else is wrong', () => {
    expect(answerTo([{ name: 'A' }, { name: 'A' }]).map((line) => line.split(' is ')[0])).toEqual([
      'privateSites[0].name: "A"',
      'privateSites[1].name: "A"',
    ]);
    expect(answerTo([null, { name: 'a', port: 0 }, { name: 'a' }])).toEqual([
      expect.stringMatching(/^privateSites\[0\]: /),
      'privateSites[1].port: "0" is not a port; use a whole number from 1 to 65535',
      twice(2, 'a'),
    ]);
    expect(answerTo('a')).toEqual(['privateSites: "a" is not a list; use a list of private sites']);
  });
});

test('a link that is declared may have a cost', () => {
  expect(answerTo([{ name: 'a', linkCost: 2 }], { link: { host: '203.0.113.10' } })).toEqual([]);
  expect(answerTo([{ name: 'a', linkCost: 0 }])).toEqual([
    expect.stringMatching(/^privateSites\[0\]\.linkCost: "0" is not a number in this range; /),
  ]);
});

test('256 routing keys are one listener, and no more', () => {
  const keys = (count: number) =>
    answerTo(Array.from({ length: count }, (_, index) => ({ name: `s${index}`, routingKey: `k${index}` })));
  expect(keys(256)).toEqual([]);
  expect(keys(257)).toEqual(['privateSites: "257" routing keys, and a MultiKeyListener takes 256; share some']);
});

describe('weights', () => {
  const weighed = (...weights: (readonly [string, number | undefined])[]) =>
    answerTo(weights.map(([routingKey, weight], index) => ({ name: `s${index}`, routingKey, weight })));

  test.each<[string, readonly (readonly [string, number | undefined])[]]>([
    [
      'all have one',
      [
        ['a', 1],
        ['b', 2],
      ],
    ],
    [
      'none has one',
      [
        ['a', undefined],
        ['b', undefined],
      ],
    ],
    [
      'those of one key are equal',
      [
        ['a', 3],
        ['a', 3],
        ['b', 1],
      ],
    ],
    [
      'one of them takes every question',
      [
        ['a', 0],
        ['b', 1],
      ],
    ],
  ])('are right when %s', (_, weights) => {
    expect(weighed(...weights)).toEqual([]);
  });

  test('of one key are the same, whichever site comes first', () => {
    const unequal = (index: number) => [
      `privateSites[${index}].weight: sites with the same routing key have the same weight, because it is the key's; make them equal`,
    ];
    expect(weighed(['b', 1], ['a', 2], ['a', 3])).toEqual(unequal(2));
    expect(weighed(['a', undefined], ['b', 1], ['a', 2])).toEqual(unequal(2));
  });

  test('of a single key are of no use, on whichever server', () => {
    expect(weighed(['a', undefined], ['a', 2])).toEqual([
      'privateSites[1].weight: the only routing key takes every connection; leave out weight, or give another site its own routingKey',
    ]);
  });

  test('of nothing but zeros are none, and the first of them is told', () => {
    expect(weighed(['a', 0], ['b', 0])).toEqual([
      'privateSites[0].weight: "0" on every server leaves none for the questions; give one a weight',
    ]);
  });

  test('are missing where a site takes the key of the model', () => {
    expect(answerTo([{ name: 'a', routingKey: 'a', weight: 1 }, { name: 'b' }])).toEqual([
      'privateSites[1].weight: missing; other sites have one, and a share of an unknown whole is none',
    ]);
  });

  test('are compared where all of them are right', () => {
    expect(
      answerTo([
        { name: 'a', routingKey: 'a', weight: 0 },
        { name: 'b', routingKey: 'b', weight: 0, port: 0 },
      ]),
    ).toEqual(['privateSites[1].port: "0" is not a port; use a whole number from 1 to 65535']);
    expect(
      answerTo(
        [
          { name: 'a', routingKey: 'a', weight: 0 },
          { name: 'b', routingKey: 'b', weight: 0 },
        ],
        {
          model: { ...minimal.model, host: 'Model' },
        },
      ),
    ).toEqual([expect.stringMatching(/^model\.host: "Model" is not a Service name; /)]);
  });
});

describe('a server that wants the name of the model', () => {
  const named = (model: object) =>
    answerTo([{ name: 'a', server: 'ollama' }], { model: { ...minimal.model, ...model } });

  test('gets it', () => {
    expect(named({ name: 'granite' })).toEqual([]);
    expect(answerTo([{ name: 'a', server: 'vllm' }])).toEqual([]);
  });

  test('is not looked for where nothing is known of the model', () => {
    expect(answerTo([{ name: 'a' }], { model: null })).toEqual([
      expect.stringMatching(/^model: "null" is not a group of settings; /),
    ]);
  });

  test('is not told of it twice, where the name is wrong', () => {
    expect(named({ name: '' })).toHaveLength(1);
  });
});
