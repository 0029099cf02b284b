import { describe, expect, it } from 'vitest';
import { gotify } from '../../electron/channels/gotify.ts';
import { messageWith } from '../support/channel-conformance/messages.ts';
import { describeChannel } from '../support/channel-conformance/suite.ts';
import { channelContext } from '../support/channel-conformance/trial.ts';
import { gotifyError, gotifyService } from '../support/gotify-channel-emulator.ts';

const token = 'AWx.9f_bT2kQz7L';
const makeService = () => gotifyService('home.example.com', '/gotify', token);

describeChannel({
  channel: gotify,
  account: { url: 'https://home.example.com/gotify/', token, priority: 8 },
  secrets: [token],
  makeService,
  echo: gotifyError(400, `the token ${token} is of no use`),
  errors: [
    { title: '400', reply: gotifyError(400, 'Field ‘message’ is required'), kind: 'invalid' },
    { title: '401', reply: gotifyError(401, 'you need to provide a valid token'), kind: 'auth' },
    { title: '403', reply: gotifyError(403, 'you are not allowed to'), kind: 'auth' },
    { title: '404', reply: gotifyError(404, 'page not found'), kind: 'hostNotFound' },
    {
      title: '500',
      reply: gotifyError(500, 'database is locked'),
      kind: 'server',
      unconfirmed: true,
    },
  ],
});

describe('Gotify', () => {
  it('says in the words of the server what is wrong', async () => {
    const service = makeService();
    const fields = gotify.account.parse({ url: 'https://home.example.com/gotify', token: 'Cx' });
    const sent = await gotify.send(messageWith(), fields, channelContext(service));
    expect(sent).toMatchObject({ kind: 'auth', detail: expect.stringContaining('valid access') });
  });

  it('takes a page of a network that is not signed in to for what it is', async () => {
    const service = gotifyService('gotify.lan', '', token);
    service.hosts['gotify.lan']?.faults.push({
      reply: { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in' },
    });
    const fields = gotify.account.parse({ url: 'http://gotify.lan', token });
    const sent = await gotify.send(messageWith(), fields, channelContext(service));
    expect(sent).toMatchObject({ kind: 'captive' });
  });
});
