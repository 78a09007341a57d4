import { refuses, refusesTogether } from '../../tests/refused';

refuses('site', {
  'missing; use { name, linkAccess?, highAvailability?, edge?, sizing?, loadBalancerAnnotations? }': [undefined],
});

refuses('site.name', {
  '%s is not a DNS label; use lowercase letters, digits and "-", at most 63 characters (did you mean "ilab-chat"?)': [
    'ilab.chat',
  ],
  '%s is not a DNS label; use lowercase letters, digits and "-", at most 63 characters': ['-chat'],
  'looks like a secret, and the output is for everybody to read; keep it in a Secret, and give its name': [
    'hf_abcdefghijklmnopqrstuvwxyz',
    'sha256~abcdefghijklmnopqrstuvwxyz0123456789abcdefg',
  ],
});

refuses('site.linkAccess', {
  '%s is not known here; use "default", "route", "loadbalancer", "nodeport", "ingress-nginx" or "none"': [
    'gateway',
    true,
  ],
  '%s is not known here; use "default", "route", "loadbalancer", "nodeport", "ingress-nginx" or "none" (did you mean "route"?)':
    ['Route'],
});

refuses('site.highAvailability', {
  '%s is not true or false; use true or false': [1],
});

refuses('site.edge', {
  '%s is not true or false; use true or false': ['no'],
});

refuses('site.sizing', {
  '%s is not a DNS label; use lowercase letters, digits and "-", at most 63 characters (did you mean "large"?)': [
    'Large',
  ],
});

refuses('site.enabled', {
  'not a setting; known here: name, linkAccess, highAvailability, edge, sizing, loadBalancerAnnotations': [true],
});

refusesTogether(
  { site: { name: 'x', edge: true, highAvailability: true } },
  'site.highAvailability: an edge site runs one router; leave out highAvailability or edge',
);

refusesTogether(
  { site: { name: 'x', edge: true, linkAccess: 'default' } },
  'site.linkAccess: "default" asks for links that an edge site does not accept; leave out linkAccess or edge',
);
