import { describe, expect, it } from 'vitest';
import { email } from '../../electron/channels/email.ts';
import { MailError, type MailErrorKind } from '../../electron/core/mail.ts';
import type { FailureKind } from '../../electron/core/outcome.ts';
import type { NetErrorKind } from '../../electron/core/ports.ts';
import { memoryMailbox } from '../support/channel-conformance/mailbox.ts';
import { messageWith } from '../support/channel-conformance/messages.ts';
import { describeChannel } from '../support/channel-conformance/suite.ts';
import { channelContext } from '../support/channel-conformance/trial.ts';
import { leaksIn } from '../support/conformance/echoes.ts';
import { findSecrets } from '../support/desktop-secrets.ts';

const password = 'geheim-"&<\\ 7Qz';
const account = {
  host: 'smtp.example.com',
  user: 'me@example.com',
  password,
  from: 'DDNS Tray <me@example.com>',
  to: ['you@example.com, "Müller, Jörg" <jörg@bücher.example>'],
};

describeChannel({
  channel: email,
  account,
  secrets: [password],
  makeService: memoryMailbox,
  errors: [],
});

const taken = (fields: unknown) => email.account.safeParse(fields).success;
const problems = (fields: unknown) =>
  email.account.safeParse(fields).error?.issues.map(({ path, message }) => [path.join(), message]);

describe('e-mail', () => {
  it('says to whom, from whom and when, and is known by its Message-ID', async () => {
    const service = memoryMailbox();
    const context = channelContext(service);
    const message = messageWith({ title: 'Two\r\nBcc: eve@example.net' });
    await email.send(message, email.account.parse(account), context);
    expect(service.requests).toMatchObject([
      {
        host: 'smtp.example.com',
        port: 465,
        security: 'tls',
        from: { name: 'DDNS Tray', address: 'me@example.com' },
        to: [
          { address: 'you@example.com' },
          { name: 'Müller, Jörg', address: 'jörg@xn--bcher-kva.example' },
        ],
        subject: 'Two Bcc: eve@example.net',
        messageId: `${message.id}.ddns-tray@example.com`,
        date: message.at,
        timeout: context.timeout,
      },
    ]);
  });

  it.each([
    ['tls', 465],
    ['starttls', 587],
    ['none', 25],
  ])('goes to the usual port: %s', async (security, port) => {
    const service = memoryMailbox();
    const { user: _, password: __, ...open } = account;
    const fields = email.account.parse({ ...open, security });
    await email.send(messageWith(), fields, channelContext(service));
    expect(service.requests).toMatchObject([{ security, port }]);
  });

  it('sends no password in the clear, but to this computer', () => {
    expect(problems({ ...account, security: 'none' })).toEqual([
      ['security', expect.stringContaining('readable')],
    ]);
    for (const host of ['localhost', '127.0.0.1', '::1']) {
      expect(taken({ ...account, host, security: 'none' })).toBe(true);
    }
    for (const host of ['127.0.0.1.example.com', 'localhost.example.com', '10.0.0.1']) {
      expect(taken({ ...account, host, security: 'none' }), host).toBe(false);
    }
  });

  it('wants both halves of a sign-in', () => {
    expect(taken({ ...account, user: undefined })).toBe(false);
    expect(taken({ ...account, password: undefined })).toBe(false);
    expect(taken({ ...account, user: undefined, password: undefined })).toBe(true);
  });

  it.each([
    ...['', 'me', 'me@', '@example.com', 'a b@example.com', 'me@exa mple.com', 'me@example..com'],
    ...['a@b@example.com', 'me@example.com\r\nBcc: eve@example.net', '<me@example.com', 'me@1.2'],
    ...['Name me@example.com', 'A <a@example.com> <b@example.com>', 'me@example.com>'],
    ...['"\r\nX: y" <me@example.com>', '.me@example.com', 'me@-example.com', 'me@[10.0.0.1]'],
    ...[
      'a@example.com, b@example.com',
      'group: a@example.com;',
      'me@example.com/x',
      'a"b@x.example',
    ],
  ])('takes no sender that is none: %j', (from) => {
    expect(taken({ ...account, from })).toBe(false);
  });

  it.each([
    ...['me@example.com', 'root@localhost', 'DDNS Tray <me@example.com>', '家 <me@例え.テスト>'],
    ...['"a, b" <a.b+c@example.com>', ' me@example.com '],
  ])('takes a sender of one of the usual forms: %j', (from) => {
    expect(taken({ ...account, from })).toBe(true);
  });

  it.each([
    '',
    ',',
    'a@example.com,',
    'a@example.com,,b@example.com',
    'a@example.com; b@x.example',
  ])('takes no list of recipients with a hole in it: %j', (to) => {
    expect(taken({ ...account, to })).toBe(false);
    expect(taken({ ...account, to: [to] })).toBe(false);
  });

  it.each(['smtp://x', 'x:25', 'a b', 'a..b', '', '-x', 'x/y', 'me@x'])(
    'takes no server that is none: %j',
    (host) => expect(taken({ ...account, host })).toBe(false),
  );

  const sendWith = async (error: unknown) => {
    const service = { ...memoryMailbox(), mail: { send: () => Promise.reject(error) } };
    const context = channelContext(service);
    const delivery = await email.send(messageWith(), email.account.parse(account), context);
    return { delivery, lines: context.lines };
  };

  it.each<[MailErrorKind, string, FailureKind]>([
    ['noStartTls', '502 5.5.1 not implemented', 'tls'],
    ['auth', '535 5.7.8 Authentication credentials invalid', 'auth'],
    ['authNeeded', '530 5.7.0 Authentication required', 'auth'],
    ['sender', '550 5.7.1 You may not', 'invalid'],
    ['recipient', '550 5.1.1 No such user', 'hostNotFound'],
    ['later', '450 4.2.0 Greylisted', 'server'],
    ['later', '421 4.7.0 Too many messages', 'rateLimited'],
    ['refused', '554 5.7.1 Your address is on a list', 'blocked'],
    ['refused', '552 5.3.4 Too large', 'invalid'],
  ])('says in the words of the server what it comes to: %s, %s', async (kind, reply, expected) => {
    const { delivery } = await sendWith(new MailError(kind, { reply }));
    expect(delivery).toMatchObject({
      kind: expected,
      detail: { en: expect.stringContaining(reply), 'zh-CN': expect.stringContaining(reply) },
    });
    expect(delivery).not.toHaveProperty('unconfirmed');
  });

  it.each<[NetErrorKind, boolean, FailureKind]>([
    ['offline', false, 'offline'],
    ['refused', false, 'network'],
    ['tls', false, 'tls'],
    ['timeout', false, 'network'],
    ['timeout', true, 'network'],
    ['reset', true, 'network'],
  ])('says what became of a broken exchange: %s, sent: %s', async (net, sent, expected) => {
    const { delivery } = await sendWith(new MailError('net', { net, sent }));
    expect(delivery.kind).toBe(expected);
    expect('unconfirmed' in delivery && delivery.unconfirmed === true).toBe(sent);
  });

  it('lets no password out that the server repeats, wherever it is cut', async () => {
    const plain = Buffer.from(`\0me@example.com\0${password}`).toString('base64');
    for (const secret of [password, plain, encodeURIComponent(password)]) {
      for (const lead of [0, 100, 200, 250, 280, 290, 295]) {
        const reply = `535 5.7.8 ${'x'.repeat(lead)}${secret}`;
        const { delivery, lines } = await sendWith(new MailError('auth', { reply }));
        const said = JSON.stringify([delivery, lines]);
        expect(leaksIn(said, [password])).toEqual([]);
        expect(findSecrets(said, { password })).toEqual([]);
      }
    }
  });

  it('rejects with the reason of its signal, and with a fault of ours', async () => {
    const reason = new Error('the program ends');
    const context = channelContext(memoryMailbox(), { signal: AbortSignal.abort(reason) });
    const sent = email.send(messageWith(), email.account.parse(account), context);
    await expect(sent).rejects.toBe(reason);
    await expect(sendWith(new TypeError('oops'))).rejects.toThrow('oops');
  });
});
