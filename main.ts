import { run } from './tools/synth/run';

// The public site → dist/. What `cdk8s synth` runs; it names the folder in CDK8S_OUTDIR.
run(() => import('./settings'), { folders: { public: process.env.CDK8S_OUTDIR ?? 'dist' }, quiet: true }).then(
  (code) => {
    process.exitCode = code;
  },
);
