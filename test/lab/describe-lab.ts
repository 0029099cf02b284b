import { describe, it } from 'vitest';
import { describeReal } from '../support/real.ts';
import { namespaceTrouble } from './namespaces.ts';

const binaries = [
  ...['unshare', 'nsenter', 'setpriv', 'ip', 'nft', 'named', 'nsupdate'],
  ...['miniupnpd', 'turnserver', 'natpmpc', 'upnpc'],
];

const trouble = process.platform === 'linux' ? await namespaceTrouble() : 'this is not Linux';

/**
 * A suite in network namespaces: skipped loudly where there can be none, a failure in CI. `programs` are
 * those that it needs, by default all of the laboratory's.
 */
export function describeLab(title: string, body: () => void, programs = binaries): void {
  describeReal(title, programs, () => {
    if (trouble === undefined) {
      body();
      return;
    }
    if (process.env.CI_NO_SKIPS === '1') {
      it('needs network namespaces, because CI_NO_SKIPS=1', () => {
        throw new Error(trouble);
      });
      return;
    }
    process.stderr.write(`\n*** SKIPPED: ${title} – ${trouble} ***\n\n`);
    describe.skip(title, body);
  });
}
