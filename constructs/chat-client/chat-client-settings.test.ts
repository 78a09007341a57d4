import { minimal } from '../../tests/cases';
import { refuses, refusesTogether } from '../../tests/refused';

refuses('client.name', {
  '%s is not a Service name; use lowercase letters, digits and "-", beginning with a letter, at most 60 characters (did you mean "ilab-client"?)':
    ['Ilab Client'],
  '%s is not a Service name; use lowercase letters, digits and "-", beginning with a letter, at most 60 characters': [
    '9client',
    'c'.repeat(61),
  ],
  '%s is what Skupper or the cluster calls objects of its own; use one such as "ilab-client"': ['default'],
});

refuses('client.image', {
  'missing; use a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2"': [
    undefined,
  ],
  '%s is not an image that always means the same; use a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2" (the tag is missing)':
    ['quay.io/rzago/ilab-client', 2],
  '%s is not an image that always means the same; use a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2" ("latest" moves: a new pod may run other code than its neighbour)':
    ['quay.io/rzago/ilab-client:latest'],
  '%s is not an image that always means the same; use a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2" (a digest has 64 hexadecimal digits)':
    ['quay.io/rzago/ilab-client@sha256:abc', 'quay.io/rzago/ilab-client:v2@sha256:abc'],
  '%s is not an image that always means the same; use a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2" (the name of an image is in lowercase; did you mean "quay.io/rzago/client:v2"?)':
    ['Quay.io/rzago/Client:v2'],
  '%s is not an image that always means the same; use a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2" (did you mean "quay.io/rzago/ilab-client:v2"?)':
    [' quay.io/rzago/ilab-client:v2', 'https://quay.io/rzago/ilab-client:v2'],
  '%s is not an image that always means the same; use a name with a tag other than "latest", or better a digest, such as "quay.io/rzago/ilab-client:v2"':
    ['https://quay.io/rzago/ilab-client'],
});

refuses('client.port', {
  '%s is not a port; use a whole number from 1024 to 65535': [80000, -1],
  '%s is not a port; use a whole number from 1024 to 65535 (the pod has no right to a lower one; let the exposure take port 80 or 443)':
    [80, '80'],
  '%s is not a port; use a whole number from 1024 to 65535 (a number, without quotes)': ['8080'],
});

refuses('client.replicas', {
  '%s is not a number of pods; use a whole number from 0 to 100': [-1, 1.5, 'two', 1000],
  '%s is not a number of pods; use a whole number from 0 to 100 (a number, without quotes)': ['2'],
});

refuses('client.autoscaling', {
  'client.replicas: a fixed number of pods and an autoscaler exclude each other; leave out replicas or autoscaling': [
    { minReplicas: 2, maxReplicas: 4 },
  ],
});

refuses('client.answersInFlight', {
  '%s is not a number of answers; use a whole number from 2 to 256': [1, 1000],
  '"10n" is not a number of answers; use a whole number from 2 to 256': [BigInt(10)],
});

refuses('client.longestAnswerSeconds', {
  '%s is not a number of seconds; use a whole number from 1 to 14400': [0],
  '%s is not a number of seconds; use a whole number from 1 to 14400 (did you mean "600", in seconds?)': [
    600_000,
    '600s',
    '10m',
  ],
});

refuses('client.longestAnswer', {
  'not a setting; did you mean "longestAnswerSeconds"?': [600],
});

refuses('client.password', {
  'named like a secret, and the output is for everybody to read; keep it in a Secret, and give its name': ['hunter2'],
});

refuses('client.ipFamily', {
  '%s is not known here; use "ipv4", "ipv6" or "dual-stack" (did you mean "ipv6"?)': ['IPv6'],
});

refusesTogether(
  { client: { ...minimal.client, replicas: 2, autoscaling: { minReplicas: 2, maxReplicas: 3 } } },
  'client.replicas: a fixed number of pods and an autoscaler exclude each other; leave out replicas or autoscaling',
);

refusesTogether(
  { client: { ...minimal.client, autoscaling: { minReplicas: 5, maxReplicas: 3 } } },
  'client.autoscaling.minReplicas: "5" is above maxReplicas, "3"; swap them',
);

refusesTogether(
  { client: { ...minimal.client, autoscaling: { minReplicas: 1, maxReplicas: 3, targetCpuPercent: 250 } } },
  'client.autoscaling.targetCpuPercent: "250" is not a number of percent; use a whole number from 1 to 200',
);
