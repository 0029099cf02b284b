import { describe, expect, it } from 'vitest';
import { ntfy } from '../../electron/channels/ntfy.ts';
import { messageWith } from '../support/channel-conformance/messages.ts';
import { describeChannel } from '../support/channel-conformance/suite.ts';
import { channelContext } from '../support/channel-conformance/trial.ts';
import { jsonReply } from '../support/emulator.ts';
import { ntfyError, ntfyService } from '../support/ntfy-channel-emulator.ts';

const topic = 'ddns-Hq3vTz9LmW';
const token = 'tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2';

describeChannel({
  channel: ntfy,
  account: { topic, token, priority: 4 },
  secrets: [topic, token],
  makeService: () => ntfyService('ntfy.sh', { topic, token }),
  echo: ntfyError(40009, `invalid request: topic invalid: ${topic}`),
  errors: [
    { title: '40009', reply: ntfyError(40009, 'invalid request: topic invalid'), kind: 'invalid' },
    { title: '40101', reply: ntfyError(40101, 'unauthorized'), kind: 'auth' },
    { title: '40301', reply: ntfyError(40301, 'forbidden'), kind: 'auth' },
    { title: '40401', reply: ntfyError(40401, 'page not found'), kind: 'hostNotFound' },
    { title: '41303', reply: ntfyError(41303, 'JSON body too large'), kind: 'invalid' },
    {
      title: '42901',
      reply: ntfyError(42901, 'limit reached: too many requests'),
      kind: 'rateLimited',
    },
    {
      title: '42908',
      reply: ntfyError(42908, 'limit reached: daily message quota reached'),
      kind: 'rateLimited',
    },
    {
      title: '50001',
      reply: ntfyError(50001, 'internal server error'),
      kind: 'server',
      unconfirmed: true,
    },
    {
      title: 'another service behind the URL',
      reply: jsonReply(200, { id: 'x', event: 'open' }),
      kind: 'unknown',
      unconfirmed: true,
    },
  ],
});

describe('ntfy', () => {
  it('writes to an open topic of a server of one’s own without a token', async () => {
    const service = ntfyService('ntfy.lan:8080', { topic });
    const fields = ntfy.account.parse({ url: 'http://ntfy.lan:8080/', topic });
    const sent = await ntfy.send(messageWith(), fields, channelContext(service));
    expect(sent).toEqual({ kind: 'delivered' });
    expect(service.hosts['ntfy.lan:8080']?.violations).toEqual([]);
    expect(service.seen).toHaveLength(1);
  });

  it('stays within what the server reads of a request', async () => {
    const service = ntfyService('ntfy.sh', { topic, token });
    const fields = ntfy.account.parse({ topic, token });
    const message = messageWith({ title: '"'.repeat(200), body: '"'.repeat(3500) });
    await ntfy.send({ ...message, body: message.body.repeat(3) }, fields, channelContext(service));
    expect(service.hosts['ntfy.sh']?.violations).toEqual([]);
    expect(service.seen).toHaveLength(1);
  });

  it('says in the words of the server what is wrong', async () => {
    const service = ntfyService('ntfy.sh', { topic, token });
    const fields = ntfy.account.parse({ topic, token: 'tk_another' });
    const sent = await ntfy.send(messageWith(), fields, channelContext(service));
    expect(sent).toMatchObject({ kind: 'auth', detail: 'unauthorized' });
  });
});
