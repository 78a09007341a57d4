// The same seed in every run, so that what turns red is what changed. It is printed; another looks for what none has found.
module.exports = () => {
  process.env.PROPERTY_SEED ??= '33';
  process.stderr.write(`Random tests use PROPERTY_SEED=${process.env.PROPERTY_SEED}\n`);
};
