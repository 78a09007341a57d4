/** Does something, and tells what it wrote where, and with which exit code it ended if it has one. */
export async function written<Code>(action: () => Code | Promise<Code>) {
  const said = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[stream] += String(text);
      return true;
    }),
  );
  try {
    return { code: await action(), ...said };
  } finally {
    for (const spy of spies) {
      spy.mockRestore();
    }
  }
}
