import { describe } from 'vitest';
import { describeBeats } from './beats.ts';
import { describeChannelDeclaration } from './declaration.ts';
import { describeDelivering } from './delivering.ts';
import { describeChannelFailing } from './failing.ts';
import type { ChannelHarness } from './harness.ts';
import { describeRequests } from './requests.ts';
import { describeChannelSecrecy } from './secrecy.ts';
import { createChannelTrial } from './trial.ts';

/**
 * The promises that every channel keeps, tried against a strict emulator of its service. Call it
 * once in the channel's test file:
 *
 *     describeChannel({
 *       channel: ntfy,
 *       account: { topic: 'my-topic', token: 'tk_…' },
 *       secrets: ['my-topic', 'tk_…'],       // all that the schema marks, and what is made of them
 *       makeService: () => ntfyService({ … }), // new for each row: { hosts, seen, called?, beats? }
 *       echo: jsonReply(400, { error: 'no tk_…' }), // a refusal that repeats a secret
 *       errors: [{ title: '40101', reply: …, kind: 'auth' }], // each error that is documented
 *     });
 *
 * The service keeps in `seen` what a reader would see: the emulator undoes the escapes and obeys the
 * markup of its service, so that a text which was not escaped does not arrive whole. What no correct
 * client asks (method, path, header, key, length) is a violation of its emulator, and fails the row.
 * Whom a message called out to by accident it puts into `called`. A service of a `repeatable`
 * channel shows the same message id as one. The other fields of the harness are explained at
 * {@link ChannelHarness}.
 */
export function describeChannel(harness: ChannelHarness): void {
  describe(`${harness.channel.id} keeps the promises of every channel`, () => {
    const trial = createChannelTrial(harness);
    describeChannelDeclaration(harness);
    describeDelivering(trial);
    describeBeats(trial);
    describeRequests(trial);
    describeChannelFailing(trial);
    describeChannelSecrecy(trial);
  });
}
