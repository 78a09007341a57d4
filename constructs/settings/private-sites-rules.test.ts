import { refusesTogether } from '../../tests/refused';

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
