const { TestEnvironment } = require('jest-environment-node');

/** Ends the tests of a mutant with the first that notices it. */
module.exports = class extends TestEnvironment {
  async handleTestEvent(event) {
    if (event.name === 'test_done' && event.test.errors.length > 0) {
      this.hasFailed = true;
    }
    if (event.name === 'test_start' && this.hasFailed && this.global.__stryker__?.activeMutant !== undefined) {
      event.test.mode = 'skip';
    }
  }
};
