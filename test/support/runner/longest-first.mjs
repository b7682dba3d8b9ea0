import Sequencer from '@jest/test-sequencer';

/** On a machine of two workers, what begins last should not take a minute: without a cache Jest knows sizes of files only. */
const LONG =
  /test\/(browser\/(axe|keyboard|role-pages|labels|export|import)|e2e\/(cli|backup-cli|server-process|rosters))\.spec\.ts$/;

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const [long, short] = [[], []];
    for (const test of super.sort(tests)) (LONG.test(test.path) ? long : short).push(test);
    return [...long, ...short];
  }
}
