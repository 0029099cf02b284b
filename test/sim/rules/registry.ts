import { budget, spared } from './budget.ts';
import { locked } from './locked.ts';
import { paused } from './paused.ts';
import type { MakeRule } from './rule.ts';
import { neverDeletes } from './rule-01-never-deletes.ts';
import { twoOperators } from './rule-02-two-operators.ts';
import { onlyListed } from './rule-03-only-listed.ts';
import { independent } from './rule-04-independent.ts';
import { noRepeats } from './rule-05-no-repeats.ts';
import { offlineIsQuiet } from './rule-06-offline.ts';
import { oneMessage } from './rule-07-channels.ts';
import { oneNotice } from './rule-07-one-notice.ts';
import { evidence } from './rule-08-evidence.ts';
import { noSecrets } from './rule-09-secrets.ts';
import { converges } from './rule-10-converges.ts';

/**
 * The rules of the domain that a run can break, each named after its rule. Rule 11 (settings that
 * are not understood) has no time in it, and is tested with the settings' reader.
 */
export const rules: readonly MakeRule[] = [
  neverDeletes,
  twoOperators,
  onlyListed,
  independent,
  noRepeats,
  offlineIsQuiet,
  oneNotice,
  oneMessage,
  evidence,
  noSecrets,
  converges,
  budget,
  spared,
  locked,
  paused,
];
