import { refuses, refusesTogether } from '../../tests/refused';

refuses('privateSites', {
  'a group of settings is not a list; use a list of private sites': [{ name: 'a' }],
});

refuses('privateSites[0]', {
  'missing; use { name, routingKey?, weight?, server?, command?, host?, port?, modelServers?, edge?, linkCost? }': [
    undefined,
  ],
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
  'not a setting; known here: name, routingKey, weight, server, command, host, port, modelServers, edge, linkCost': [
    'app=model',
  ],
});

refuses('privateSites[0].namespace', {
  'not a setting; known here: name, routingKey, weight, server, command, host, port, modelServers, edge, linkCost': [
    'default',
  ],
});

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
  'privateSites[0].command: "/bin/serve\\u{a}ExecStartPre=/bin/other" is not a command; use one line of at most 2000 characters, without a backslash at its end, beginning with the path of a program (it has a line break, U+000A)':
    ['/bin/serve\nExecStartPre=/bin/other'],
});
