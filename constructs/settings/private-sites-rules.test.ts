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
