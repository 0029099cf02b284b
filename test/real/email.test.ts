import tls from 'node:tls';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { email } from '../../electron/channels/email.ts';
import type { ChannelMessage, Delivery } from '../../electron/core/channel.ts';
import { createMail } from '../../electron/node/mail.ts';
import { messageWith, traps } from '../support/channel-conformance/messages.ts';
import { channelContext } from '../support/channel-conformance/trial.ts';
import { type MailServer, mailServerBinaries, startMailServer } from '../support/mail-server.ts';
import { describeReal } from '../support/real.ts';
import { certificate } from '../support/tls.ts';

describeReal('e-mail against Exim', mailServerBinaries, () => {
  const password = 'geheim "&<\\ ö7Qz';
  const user = 'me';
  const recipient = 'you@example.com';
  const before = tls.getCACertificates('default');
  let server: MailServer;

  beforeAll(async () => {
    const authority = certificate({ commonName: 'Test authority' });
    const stranger = certificate({ commonName: 'Stranger' });
    const hosts = ['localhost'];
    tls.setDefaultCACertificates([...before, authority.cert]);
    server = await startMailServer({
      trusted: certificate({ commonName: 'mail', issuer: authority, hosts }),
      strange: certificate({ commonName: 'mail', issuer: stranger, hosts }),
      user,
      password,
      recipient,
    });
  });
  afterAll(async () => {
    tls.setDefaultCACertificates([...before]);
    await server?.close();
  });

  const account = () => ({
    host: 'localhost',
    port: server.ports.tls,
    security: 'tls',
    user,
    password,
    from: '“DDNS” Tray, 家 <me@example.com>',
    to: recipient,
  });
  const open = () => ({
    host: '127.0.0.1',
    port: server.ports.none,
    security: 'none',
    from: 'me@example.com',
    to: recipient,
  });

  let count = 0;
  async function send(
    fields: Readonly<Record<string, unknown>>,
    parts: Partial<ChannelMessage> = {},
    limits: { readonly timeout?: number; readonly signal?: AbortSignal } = {},
  ): Promise<{ id: string; delivery: Delivery; lines: unknown }> {
    count += 1;
    const message = messageWith({ id: `message${count}`, ...parts });
    const context = channelContext({ hosts: {}, mail: createMail() }, limits);
    const delivery = await email.send(message, email.account.parse(fields), context);
    return { id: message.id, delivery, lines: context.lines };
  }

  async function arrived(id: string) {
    const { raw, mail } = await vi.waitFor(
      async () => {
        const all = await server.messages();
        const found = all.find((one) => one.includes(`<${id}.ddns-tray@`));
        if (found === undefined) throw new Error('not there yet');
        return { raw: found.toString('latin1'), mail: await PostalMime.parse(found) };
      },
      { timeout: 10_000, interval: 50 },
    );
    return { raw, mail };
  }

  it.each(['tls', 'starttls'] as const)('hands the message over whole: %s', async (security) => {
    const title = '地址已更新 – “home” <b> & \\n 😀 =?utf-8?q?x?= ä'.repeat(3);
    const body = `${traps.join('\n')}\n.\n..\nFrom here\n${'long '.repeat(300)}\n${'长'.repeat(500)}`;
    const fields = { ...account(), security, port: server.ports[security] };
    const { id, delivery } = await send(fields, { title, body });
    expect(delivery).toEqual({ kind: 'delivered' });
    const { raw, mail } = await arrived(id);
    expect(mail.subject).toBe(title);
    expect(mail.text?.trimEnd()).toBe(body);
    expect(mail.from).toEqual({ name: '“DDNS” Tray, 家', address: 'me@example.com' });
    expect(mail.to).toEqual([{ name: '', address: recipient }]);
    expect(mail.messageId).toBe(`<${id}.ddns-tray@example.com>`);
    expect(new Date(mail.date ?? '').getTime()).toBe(messageWith().at);
    expect(raw).toMatch(/^auto-submitted: auto-generated\r?$/im);
    expect(raw).toMatch(/^content-type: text\/plain; charset=utf-8/im);
    expect(mail.attachments).toEqual([]);
    for (const line of raw.split(/\r?\n/)) expect(line.length).toBeLessThanOrEqual(998);
  });

  it('is one message to each mailbox, however often it is repeated', async () => {
    const { id } = await send(open());
    await send(open(), { id });
    await arrived(id);
    await vi.waitFor(async () => {
      const all = await server.messages();
      expect(all.filter((one) => one.includes(`<${id}.ddns-tray@`))).toHaveLength(2);
    });
  });

  it('lets no line of a message become a header or a command', async () => {
    const title = 'One\r\nBcc: eve@example.net\r\n\r\nTwo';
    const body = 'x\n.\nQUIT\nRCPT TO:<eve@example.net>\n\r\n.\r\nMAIL FROM:<eve@example.net>';
    const { id } = await send(open(), { title, body });
    const { mail } = await arrived(id);
    expect(mail.bcc ?? []).toEqual([]);
    expect(mail.subject).toBe('One Bcc: eve@example.net Two');
    expect(mail.text).toContain('RCPT TO:<eve@example.net>');
  });

  it('is told who was refused where another was taken', async () => {
    const { id, delivery, lines } = await send({
      ...open(),
      to: `nobody@example.net, ${recipient}`,
    });
    expect(delivery).toEqual({ kind: 'delivered' });
    await arrived(id);
    expect(lines).toContainEqual({
      level: 'warn',
      message: 'a recipient was refused',
      fields: expect.objectContaining({ address: 'nobody@example.net' }),
    });
  });

  it('says that a password is wrong, in the words of the server', async () => {
    for (const security of ['tls', 'starttls'] as const) {
      const fields = {
        ...account(),
        security,
        port: server.ports[security],
        password: 'wrong-one',
      };
      const { delivery, lines } = await send(fields);
      expect(delivery).toMatchObject({
        kind: 'auth',
        detail: { en: expect.stringMatching(/^localhost refused the user name .* “535 /) },
      });
      expect(JSON.stringify([delivery, lines])).not.toContain('wrong-one');
    }
  });

  it('says that a recipient is unknown', async () => {
    const { delivery } = await send({ ...open(), to: 'nobody@example.net' });
    expect(delivery).toMatchObject({
      kind: 'hostNotFound',
      detail: { en: expect.stringContaining('nobody@example.net') },
    });
  });

  it('says that a sign-in is wanted', async () => {
    const { delivery } = await send({ ...open(), port: server.ports.signIn });
    expect(delivery).toMatchObject({
      kind: 'auth',
      detail: { en: expect.stringContaining('530') },
    });
  });

  it('knows a refusal for now from one for good', async () => {
    const later = await send({ ...open(), to: 'later@example.com' });
    expect(later.delivery).toMatchObject({
      kind: 'server',
      detail: { en: expect.stringContaining('Greylisted') },
    });
    const never = await send(open(), { title: 'Refuse me' });
    expect(never.delivery).toMatchObject({
      kind: 'blocked',
      detail: { en: expect.stringContaining('Refused by policy') },
    });
    for (const { delivery } of [later, never]) {
      expect(delivery).not.toHaveProperty('unconfirmed');
    }
  });

  it('does not know whether a message arrived whose answer is late', async () => {
    const { delivery } = await send(open(), { title: 'Answer late' }, { timeout: 1500 });
    expect(delivery).toMatchObject({ kind: 'network', unconfirmed: true });
  });

  it('gives nothing to a server whose certificate nobody vouches for', async () => {
    const { delivery } = await send({ ...account(), port: server.ports.strange });
    expect(delivery).toMatchObject({ kind: 'tls' });
    expect(delivery).not.toHaveProperty('unconfirmed');
  });

  it('gives nothing to a server whose certificate is for another name', async () => {
    const fields = { ...account(), host: '127.0.0.1' };
    for (const security of ['tls', 'starttls'] as const) {
      const { delivery } = await send({ ...fields, security, port: server.ports[security] });
      expect(delivery).toMatchObject({ kind: 'tls' });
    }
  });

  it('sends nothing in the clear where STARTTLS was asked for', async () => {
    const { delivery } = await send({
      ...account(),
      security: 'starttls',
      port: server.ports.none,
    });
    expect(delivery).toMatchObject({
      kind: 'tls',
      detail: { en: expect.stringContaining('offers no encryption') },
    });
  });

  it('comes to an end where TLS and plain text meet', async () => {
    const wrong = await send({ ...account(), port: server.ports.none });
    expect(wrong.delivery).toMatchObject({ kind: 'tls' });
    const other = await send({ ...open(), port: server.ports.tls }, {}, { timeout: 1000 });
    expect(other.delivery).toMatchObject({ kind: 'network' });
  });

  it('sends nothing once the program ends', async () => {
    const reason = new Error('the program ends');
    await expect(send(open(), {}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
