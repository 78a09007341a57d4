import { run } from './tools/run';

// The private sites → dist-private/, one file a site, for `skupper system apply`. Never inside dist/: Flux reads
// folders recursively, and a second Site in the public namespace breaks it.
run(() => import('./settings'), { folders: { private: 'dist-private' }, quiet: true }).then((code) => {
  process.exitCode = code;
});
