import { synthesize } from '../../constructs/synthesis/synthesis';
import { minimal } from '../../tests/cases';
import { reportChats } from './report';

/** What a run tells of a chat with this port of the Service. */
function told(servicePort: number): string {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  try {
    reportChats(synthesize({ ...minimal, client: { ...minimal.client, servicePort } }).chats);
    return write.mock.calls.map(([text]) => text).join('');
  } finally {
    write.mockRestore();
  }
}

test.each([
  [80, 8080],
  [443, 8443],
  [1023, 9023],
  [1024, 1024],
  [8080, 8080],
])('port %i of the Service is forwarded to port %i, which anybody may open', (port, local) => {
  expect(told(port)).toContain(
    `port-forward    http://localhost:${local}/\n                  kubectl port-forward service/ilab-client ${local}:${port} -n ilab-chat\n`,
  );
});
