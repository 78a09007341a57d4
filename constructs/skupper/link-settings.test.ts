import { refuses, refusesTogether } from '../../tests/refused';

refuses('link', {
  ".host: missing; name the load balancer's host, or the appsDomain of an OpenShift cluster": [{}],
  '.host: the router has one kind of address; leave out host or the domain': [
    { host: 'a.example.com', appsDomain: 'apps.example.com' },
  ],
  '.appsDomain: "*.apps.example.com" is not a domain; use a name such as "apps.example.com" (did you mean "apps.example.com"?)':
    [{ appsDomain: '*.apps.example.com' }],
  '.host: the Site is reached through Routes, which have a host for each role; name their domain in appsDomain': [
    { host: '203.0.113.10' },
  ],
});

refusesTogether(
  { link: { host: 'https://router.example.com:55671' }, privateSites: [{ name: 'a' }] },
  'link.host: "https://router.example.com:55671" is not a host name or an IP address; use a name such as "router.example.com" or an address such as "203.0.113.10" (did you mean "router.example.com"?)',
);

describe('the private machine itself', () => {
  for (const host of [
    'localhost',
    '127.0.0.1',
    '127.1.2.3',
    '0.0.0.0',
    '::',
    '::1',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
  ]) {
    refusesTogether(
      { link: { host }, privateSites: [{ name: 'a' }] },
      `link.host: "${host}" is the private machine itself; name the address of the public router`,
    );
  }
});

refusesTogether(
  { platform: 'openshift', link: { appsDomain: 'apps.example.com', port: 443 }, privateSites: [{ name: 'a' }] },
  'link.port: Routes and the Ingress have port 443; leave it out, or name a host',
);

refusesTogether(
  { link: { host: '999.1.1.1' }, privateSites: [{ name: 'a' }] },
  'link.host: "999.1.1.1" is not a host name or an IP address; use a name such as "router.example.com" or an address such as "203.0.113.10"',
);
