import { forbidden } from '../../tests/api-server';
import {
  article,
  asked,
  modelIs,
  probe,
  question,
  says,
  server,
  throughPage,
  unreached,
  withStatus,
} from '../../tests/played-cluster';

says([
  [
    'no right to ask',
    article,
    () => {
      for (const path of [probe.replace('GET ', ''), question.replace('POST ', ''), throughPage.replace('POST ', '')]) {
        server.replies.set(`GET ${path}`, forbidden('get'));
        server.replies.set(`POST ${path}`, forbidden('create'));
      }
    },
    [
      '? model          not asked: you may not ask through the API server (create services/proxy)',
      '→ kubectl port-forward service/instructlab 8000:8000 -n ilab-chat, then curl http://localhost:8000/v1/completions',
      'Nobody was asked, so it is not known whether the chat answers. model: not asked',
    ],
  ],
  [
    'a policy that keeps the API server from the model, and not from the page',
    article,
    () => {
      server.replies.set(probe, unreached('dial tcp 10.244.0.9:1024: i/o timeout'));
      server.replies.set(question, unreached('dial tcp 10.244.0.9:1024: i/o timeout'));
      server.replies.set(throughPage, { status: 200, body: { response: 'Hello!' } });
    },
    ['✓ model          http://instructlab:8000 answered a question in ', 'The chat answers.'],
  ],
  [
    'a policy that keeps the API server from both',
    article,
    () => modelIs({ probed: unreached('i/o timeout'), asked: unreached('i/o timeout') }),
    [
      '? model          not asked: the API server does not reach it, which a network policy may keep it from',
      'Nobody was asked, so it is not known whether the chat answers.',
    ],
  ],
  [
    'a model that has a page, and no answer',
    article,
    () => asked(500, { error: { message: 'CUDA out of memory' } }),
    [
      '✗ model          it answers a question with 500: CUDA out of memory',
      'The chat does not answer. It stops here: model',
    ],
  ],
  [
    'a model that answers its page with 500 and questions well',
    article,
    () => server.replies.set(probe, { status: 500, body: 'Internal Server Error' }),
    ['✓ model          http://instructlab:8000 answered a question in ', 'The chat answers.'],
  ],
  [
    'a model that wants its name',
    article,
    () => asked(404, { error: { message: 'model "" not found' } }),
    ['✗ model          it answers a question with 404: model "" not found'],
  ],
  [
    'a model that wants an API key',
    article,
    () => asked(401, { error: 'Unauthorized' }),
    ['? model          the model server wants an API key (401), which is not read here', 'Nobody was asked'],
  ],
  [
    'somebody else who answers while nothing is linked',
    article,
    () => {
      withStatus('Site', 'ilab-chat', undefined);
      asked(403, 'denied');
    },
    [
      '… model          not reached yet: see the steps before it',
      'It waits for this: Site: Skupper has not looked at it yet',
    ],
  ],
  [
    'something else in the place of the model',
    article,
    () => asked(200, '<!DOCTYPE html>'),
    ['✗ model          it answers a question with 200: <!DOCTYPE html>'],
  ],
]);
