import { join } from 'node:path';

/** One cold run over so many chats, phase by phase, as JSON. A process of its own, because only the first run is cold. */
const start = performance.now();

async function main(chats: number, folder: string): Promise<void> {
  const [{ synthesize }, { textOf }, { publish }, { settings }, { fleetOf }] = await Promise.all([
    import('../../constructs/synthesis/synthesis'),
    import('../../constructs/synthesis/text'),
    import('../output/output'),
    import('../../settings'),
    import('./many-chats'),
  ]);
  const input = chats === 1 ? settings : fleetOf(settings, chats);
  const load = performance.now();
  const { manifests } = synthesize(input);
  const construct = performance.now();
  const files = new Map(manifests.map((manifest) => [`${manifest.side}/${manifest.path}`, textOf(manifest)]));
  const serialize = performance.now();
  publish([{ path: folder, files }], join(folder, 'lock'));
  const write = performance.now();
  const peak = process.resourceUsage().maxRSS / 1024;
  const phases = { start, load: load - start, construct: construct - load, serialize: serialize - construct };
  process.stdout.write(JSON.stringify({ ...phases, write: write - serialize, peak }));
}

export const code = main(Number(process.argv[2]), process.argv[3] ?? '');
