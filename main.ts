import { run } from './tools/synth/run';

// The public site → dist/. What `cdk8s synth` runs; it names the folder in CDK8S_OUTDIR.
export const code = run(() => import('./settings'), {
  folders: { public: process.env.CDK8S_OUTDIR ?? 'dist' },
  quiet: true,
});
