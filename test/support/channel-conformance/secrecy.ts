import { describe, expect, it } from 'vitest';
import { echoes, leaksIn } from '../conformance/echoes.ts';
import { itWhere } from '../conformance/where.ts';
import { findSecrets } from '../desktop-secrets.ts';
import type { EmulatedReply } from '../emulator.ts';
import { waysOf } from './requests.ts';
import type { ChannelTrial } from './trial.ts';

/** The refusal with the secret at other places, so that it stands across wherever a text is cut. */
function shifted(
  echo: EmulatedReply | undefined,
  secrets: readonly string[],
): readonly EmulatedReply[] {
  if (echo === undefined || !('body' in echo)) return [];
  const forms = secrets.flatMap((secret) => [JSON.stringify(secret).slice(1, -1), secret]);
  const form = forms.find((each) => echo.body.includes(each));
  if (form === undefined) throw new Error('the refusal repeats no secret');
  return Array.from({ length: 100 }, (_, at) => ({
    ...echo,
    body: echo.body.replaceAll(form, () => 'x'.repeat(at * 3) + form),
  }));
}

/** What comes out where a service repeats what it was sent. */
export function describeChannelSecrecy(trial: ChannelTrial): void {
  const { echo, secrets } = trial.harness;
  const named = Object.fromEntries(secrets.map((secret, at) => [`secret ${at}`, secret]));
  const bare = (found: unknown) => {
    const said = JSON.stringify(found);
    expect(leaksIn(said, secrets), said).toEqual([]);
    expect(findSecrets(said, named), said).toEqual([]);
  };

  describe.each(waysOf(trial))('the secrets in %s', (_, speak) => {
    it('appear in no log', async () => {
      await speak();
      bare(trial.context().lines);
    });

    itWhere(trial.isHttp)('stay with us where the service repeats them', async () => {
      for (const reply of [...echoes(echo, secrets), ...shifted(echo, secrets)]) {
        trial.renew();
        trial.fault({ reply });
        bare([await speak(), trial.context().lines]);
      }
    });
  });
}
