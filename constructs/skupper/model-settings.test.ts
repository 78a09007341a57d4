import { refuses } from '../../tests/refused';

refuses('model', {
  '%s is not a group of settings; use { host, port, name?, tls?, observer?, allowFrom? }': [null],
});

refuses('model.host', {
  'missing; use lowercase letters, digits and "-", beginning with a letter, at most 50 characters': [undefined],
  '%s is not a Service name; use lowercase letters, digits and "-", beginning with a letter, at most 50 characters (did you mean "instruct-lab"?)':
    ['Instruct.Lab'],
  '%s is not a Service name; use lowercase letters, digits and "-", beginning with a letter, at most 50 characters': [
    '1model',
    'http://instructlab',
    'm'.repeat(51),
  ],
  '%s is not a Service name; use lowercase letters, digits and "-", beginning with a letter, at most 50 characters (did you mean "instructlab-ilab-chat-svc"?)':
    ['instructlab.ilab-chat.svc'],
  '%s is the pod itself; name the Service that Skupper makes, such as "instructlab", and the machine in privateSites': [
    'localhost',
  ],
  'client.name: %s is also model.host, whose Service Skupper makes; give one of the two another name': ['ilab-client'],
  '%s is the load balancer\'s Service, which the listener would take over; use another, such as "instructlab"': [
    'ilab-client-lb',
  ],
  '%s is what Skupper calls objects of its own; use another, such as "instructlab"': ['skupper-router'],
});

refuses('model.port', {
  'missing; use a whole number from 1 to 65535': [undefined],
  '%s is not a port; use a whole number from 1 to 65535': [0, 65536, 8000.5, Number.NaN, 'udp/8000'],
  '%s is not a port; use a whole number from 1 to 65535 (a number, without quotes)': ['8000'],
});

refuses('model.tls', {
  '%s is not a group of settings; use { secretName }': ['model-tls'],
  '.secretName: missing; use lowercase letters, digits, "-" and ".", at most 253 characters': [{}],
});

refuses('model.tls.secretName', {
  '%s is not an object name; use lowercase letters, digits, "-" and ".", at most 253 characters (did you mean "model-tls"?)':
    ['Model TLS'],
});

refuses('model.observer', {
  '%s is not known here; use "auto", "none", "http1" or "http2" (did you mean "http1"?)': ['http'],
});

refuses('model.type', {
  'not a setting; known here: host, port, name, tls, observer, allowFrom': ['udp'],
});

refuses('model.name', {
  '%s is not the name of a model; use letters, digits and "-_.:/@+", at most 200, such as "ibm-granite/granite-3.3-8b-instruct"':
    ['', 'granite 3.3', "granite'; reboot", '--help', '$HOME', '%h'],
});
