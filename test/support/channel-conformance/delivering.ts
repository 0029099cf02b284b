import { describe, expect, it } from 'vitest';
import { languages } from '../../../electron/contract/language.ts';
import { describeWhere, itWhere } from '../conformance/where.ts';
import type { SeenMessage } from './harness.ts';
import { bodyStart, fillers, messageEvents, messageWith, ordinary, traps } from './messages.ts';
import type { ChannelTrial } from './trial.ts';

const delivered = { kind: 'delivered' };

function wholeOf({ title, body }: SeenMessage): string {
  return title === undefined ? body : `${title}\n${body}`;
}

/** What arrives, and how it looks there. */
export function describeDelivering(trial: ChannelTrial): void {
  const { harness } = trial;
  const { looks = (text: string) => text, least = 400, tells = true } = harness;

  const seenOne = (): SeenMessage => {
    const { seen } = trial.service();
    expect(seen).toHaveLength(1);
    const [one] = seen;
    if (one === undefined) throw new Error('nothing arrived');
    return one;
  };

  describe('delivering', () => {
    it.each(messageEvents.flatMap((event) => languages.map((language) => ({ event, language }))))(
      'takes one request for one message: $event, $language',
      async ({ event, language }) => {
        expect(await trial.send(messageWith({ ...ordinary[language], event }))).toEqual(delivered);
        if (trial.isHttp) expect(trial.requests()).toBe(1);
        if (tells) expect(trial.service().seen).toHaveLength(1);
      },
    );

    itWhere(tells && harness.channel.repeatable)('shows a repetition as one', async () => {
      await trial.send(messageWith());
      await trial.send(messageWith());
      expect(trial.service().seen).toHaveLength(1);
      await trial.send(messageWith({ id: 'anothermessage01' }));
      expect(trial.service().seen).toHaveLength(2);
    });
  });

  describeWhere(tells)('what the reader sees', () => {
    it.each(languages)('is the whole title and body: %s', async (language) => {
      const message = messageWith(ordinary[language]);
      await trial.send(message);
      expect(wholeOf(seenOne())).toContain(looks(message.title));
      expect(wholeOf(seenOne())).toContain(looks(message.body));
    });

    it.each(traps)('takes no text for markup: %j', async (trap) => {
      const title = trap.split('\n')[0] ?? '';
      const message = messageWith({ title, body: `${bodyStart} ${trap}\n${trap} end.` });
      expect(await trial.send(message)).toEqual(delivered);
      expect(wholeOf(seenOne())).toContain(looks(message.title));
      expect(wholeOf(seenOne())).toContain(looks(message.body));
    });

    it.each(Object.entries(fillers))(
      'is cut at a whole letter where it is too long: %s',
      async (_, filler) => {
        const body = bodyStart + filler.repeat(20_000 / filler.length);
        const message = messageWith({ title: filler.trim().repeat(20), body });
        expect(await trial.send(message)).toEqual(delivered);
        const seen = seenOne();
        expect(wholeOf(seen).isWellFormed()).toBe(true);
        if (seen.body.includes(looks(body))) return;
        expect(seen.body).toMatch(/…$/);
        const arrived = seen.body.slice(seen.body.indexOf(looks(bodyStart)), -1);
        expect(arrived.length).toBeGreaterThanOrEqual(least);
        expect(looks(body).startsWith(arrived)).toBe(true);
      },
    );

    it('has a body where the title alone would fill the message', async () => {
      const title = '超长标题'.repeat(60);
      expect(await trial.send(messageWith({ title }))).toEqual(delivered);
      expect(wholeOf(seenOne())).toContain(looks(bodyStart));
    });
  });
}
