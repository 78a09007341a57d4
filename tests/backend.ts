import type { Chart } from 'cdk8s';
import { AnswerTime } from '../constructs/common/answer-time';
import type { Backend } from '../constructs/common/backend';
import { k8s } from '../constructs/common/k8s';

/** What an exposure leads to, without a chat around it. */
export function backendIn(chart: Chart, more: Partial<Backend> = {}): Backend {
  return {
    name: 'page',
    namespace: 'chats',
    answerTime: AnswerTime.of({}),
    service: new k8s.KubeService(chart, 'page', { metadata: { name: 'page' }, spec: {} }),
    servicePort: 80,
    podPort: 8080,
    portName: 'http',
    healthPath: '/health',
    servesTls: false,
    needsSamePod: false,
    podLabels: { app: 'page' },
    labels: { app: 'page' },
    allowFrom: () => undefined,
    portTo: (port) => ({ port }),
    ...more,
  };
}
