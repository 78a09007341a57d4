import { minimal } from '../../tests/cases';
import { refuses, refusesTogether, report } from '../../tests/refused';

refuses('privateSites', {
  'a group of settings is not a list; use a list of private sites': [{ name: 'a' }],
});

refuses('privateSites[0]', {
  'missing; use { name, platform?, namespace?, routingKey?, weight?, server?, command?, host?, selector?, port?, modelServers?, edge?, linkCost? }':
    [undefined],
});

refuses('privateSites[0].name', {
  'missing; use lowercase letters, digits and "-", at most 58 characters': [undefined],
  '%s is not a DNS label; use lowercase letters, digits and "-", at most 58 characters (did you mean "gpu-machine"?)': [
    'GPU machine',
  ],
  '%s is not a DNS label; use lowercase letters, digits and "-", at most 58 characters (did you mean "gpu-lab"?)': [
    'gpu.lab',
  ],
  'privateSites[1].name: %s is the name of another private site; give each its own': ['cpu-machine'],
});

refuses('privateSites[0].routingKey', {
  '%s is not a DNS label; use lowercase letters, digits and "-", at most 63 characters (did you mean "a-b"?)': ['a.b'],
  'a name of JavaScript itself; use another': ['constructor'],
});

refuses('privateSites[0].weight', {
  '%s is not a number in this range; use a whole number from 0 to 1000': [1001, -3],
  'privateSites[1].weight: missing; other sites have one, and a share of an unknown whole is none': [3],
});

refuses('privateSites[0].host', {
  '%s is where a server listens, not where one finds it; use "localhost"': ['0.0.0.0'],
  '%s is not a host that Skupper takes on Podman; use a name of lowercase letters, digits, single "-" and ".", or an address (did you mean "localhost"?)':
    ['http://localhost:8000', 'LOCALHOST'],
  '%s is not a host that Skupper takes on Podman; use a name of lowercase letters, digits, single "-" and ".", or an address':
    ['', 'gpu_box', 'gpu--box'],
});

refuses('privateSites[0].port', {
  '%s is not a port; use a whole number from 1 to 65535 (a number, without quotes)': ['8000'],
  '%s is not a port; use a whole number from 1 to 65535': [70000],
});

refuses('privateSites[0].edge', {
  '%s is not true or false; use true or false': ['true'],
});

refuses('privateSites[0].linkCost', {
  '%s is not a number in this range; use a whole number from 1 to 1000000': [0],
});

refuses('privateSites[0].model', {
  'not a setting here; host and port say where the model server listens, and model stands beside privateSites': [
    'granite',
    { port: 8000 },
  ],
});

refuses('privateSites[0].selector', {
  '%s is not a map; use a map from label names to values': ['app=model'],
  'the router finds the model by a host or by pods; leave out host or selector': [{ app: 'model' }],
});

refuses('privateSites[0].deployment', {
  'not a setting; known here: name, platform, namespace, routingKey, weight, server, command, host, selector, port, modelServers, edge, linkCost':
    ['app=model'],
});

refuses('privateSites[0].namespace', {
  '%s is not a group of settings; use { name, labels?, exists?, denyByDefault? }': ['default'],
  'a machine has none; leave it out, or set platform to "kubernetes"': [{ name: 'models' }],
});

refuses('privateSites[0].platform', {
  '%s is not known here; use "podman", "podman-machine" or "kubernetes"': ['openshift'],
  'privateSites[0].command: systemd starts the model on a Linux machine; leave it out with platform "podman-machine"': [
    'podman-machine',
  ],
});

const onCluster = { name: 'models', platform: 'kubernetes', namespace: { name: 'models' } };

refusesTogether(
  { privateSites: [{ name: 'a', platform: 'kubernetes' }] },
  'privateSites[0].namespace: missing; name the namespace of the site on its cluster, such as { name: "models" }',
  'privateSites[0].host: missing; name the Service of the model, such as "vllm", or the labels of its pods in selector',
);

for (const host of ['localhost', '127.0.0.1', '127.1.2.3', '::1']) {
  refusesTogether(
    { privateSites: [{ ...onCluster, host }] },
    `privateSites[0].host: "${host}" is the router's own pod on a cluster; name the Service of the model, such as "vllm"`,
  );
}

refusesTogether(
  { privateSites: [{ ...onCluster, modelServers: [{ routingKey: 'a' }, { routingKey: 'b', selector: {} }] }] },
  'privateSites[0].modelServers[0].host: missing; name the Service of the model, such as "vllm", or the labels of its pods in selector',
  'privateSites[0].modelServers[1].selector: empty; name a label of the model\'s pods, such as { app: "vllm" }',
);

refusesTogether(
  { privateSites: [{ name: 'a', selector: { app: 'vllm' } }] },
  'privateSites[0].selector: a machine has no pods; use host, or set platform to "kubernetes"',
);

refusesTogether(
  { privateSites: [{ ...onCluster, host: 'vllm', namespace: { name: 'kube-system' } }] },
  'privateSites[0].namespace.name: "kube-system" belongs to the cluster; use a namespace of the chat\'s own, such as "ilab-chat"',
);

refusesTogether(
  { privateSites: [{ name: 'a', weight: 2 }] },
  'privateSites[0].routingKey: missing; a weight belongs to a routing key of the server\'s own, such as "instructlab-gpu"',
);

refuses('privateSites[0].modelServers', {
  'privateSites[0].routingKey: modelServers has it for each server; leave out one of them': [[{ port: 8001 }]],
});

refusesTogether(
  { privateSites: [{ name: 'a', modelServers: [] }] },
  'privateSites[0].modelServers: empty; use a list of model servers, at least one',
);

refusesTogether(
  { privateSites: [{ name: 'a', modelServers: [{ routingKey: 'a' }, { routingKey: 'a', port: 8001 }] }] },
  'privateSites[0].modelServers[1].routingKey: "a" is the routing key of another server; give each server of a machine its own',
);

refusesTogether(
  { privateSites: [{ name: 'a', modelServers: [{}, { routingKey: 'instructlab', port: 8001 }] }] },
  'privateSites[0].modelServers[0].routingKey: missing; give each server of a machine its own',
);

refusesTogether(
  { privateSites: [{ name: 'a', modelServers: [{ routingKey: 'a', port: 0 }] }] },
  'privateSites[0].modelServers[0].port: "0" is not a port; use a whole number from 1 to 65535',
);

refuses('privateSites[0].server', {
  '%s is not known here; use "instructlab", "llama.cpp", "vllm", "ollama" or "openai" (did you mean "vllm"?)': ['vLLM'],
});

refuses('privateSites[0].command', {
  '%s is not a command; use one line of at most 2000 characters, without a backslash at its end, beginning with the path of a program':
    ['', '-/bin/serve', '+/bin/serve', '/bin/serve \\'],
  [`privateSites[0].command: "/${'a'.repeat(79)}…" is not a command; use one line of at most 2000 characters, without a backslash at its end, beginning with the path of a program`]:
    [`/${'a'.repeat(2000)}`],
  'privateSites[0].command: "/bin/serve\\u{a}ExecStartPre=/bin/other" is not a command; use one line of at most 2000 characters, without a backslash at its end, beginning with the path of a program (it has a line break, U+000A)':
    ['/bin/serve\nExecStartPre=/bin/other'],
});

test.each([
  { ...onCluster, host: '10.0.0.127' },
  { ...onCluster, host: 'a127.serving.svc' },
  { name: 'a', host: '10.0.0.0' },
  { name: 'a', command: `/${'a'.repeat(1999)}` },
  { name: 'a', command: '/bin/serve --name a\\ b' },
  { name: 'a', command: '%h/serve' },
])('%j is legal', (site) => {
  expect(report({ ...minimal, privateSites: [site] })).toEqual([]);
});
