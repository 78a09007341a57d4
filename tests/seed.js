// One seed for all random tests of a run. It is printed, and PROPERTY_SEED repeats it.
module.exports = () => {
  process.env.PROPERTY_SEED ??= String(Math.floor(Math.random() * 2 ** 31));
  process.stderr.write(`Random tests use PROPERTY_SEED=${process.env.PROPERTY_SEED}\n`);
};
