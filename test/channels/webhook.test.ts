import { describe, expect, it } from 'vitest';
import { webhook } from '../../electron/channels/webhook.ts';
import type { ChannelMessage } from '../../electron/core/channel.ts';
import { messageWith, traps } from '../support/channel-conformance/messages.ts';
import { describeChannel } from '../support/channel-conformance/suite.ts';
import { channelContext } from '../support/channel-conformance/trial.ts';
import { createEmulator, type EmulatedResponse } from '../support/emulator.ts';
import { webhookService } from '../support/webhook-channel-emulator.ts';

const key = 'Zk4-8wQx71Lm"<';
const path = '/in/Tq93hXcV0b';
const url = `https://hook.example.com${path}?at={timestamp}`;
const body = '{"title": "{title}", "text": "{body}"}';

describeChannel({
  channel: webhook,
  account: { url, headers: { 'X-Key': key }, body },
  secrets: [url, path, key, body],
  makeService: () => webhookService('hook.example.com', path, key),
  errors: [],
  success: 'status',
});

const full: Partial<ChannelMessage> = {
  facts: {
    ipv4: {
      address: '81.2.69.142',
      before: '89.160.20.112',
      result: 'updated',
      names: ['a.example.com', 'b.example.com'],
    },
    ipv6: { address: undefined, before: undefined, result: 'failed', names: ['a.example.com'] },
  },
};

/** What one message sends. */
async function sentBy(
  fields: Readonly<Record<string, unknown>>,
  message: Partial<ChannelMessage> = {},
  answer: EmulatedResponse = { status: 200, body: '' },
) {
  const emulator = createEmulator(() => answer);
  const context = channelContext({ hosts: { 'nas.lan:8080': emulator } });
  const account = webhook.account.parse(fields);
  const delivery = await webhook.send(messageWith({ ...full, ...message }), account, context);
  const [request] = emulator.requests;
  if (request === undefined) throw new Error('nothing was sent');
  return { ...request, delivery, search: [...request.url.searchParams] };
}

const base = 'http://nas.lan:8080/hook';
const problems = (fields: unknown) =>
  webhook.account
    .safeParse(fields)
    .error?.issues.map(({ path: at, message }) => [at.join(), message]);

describe('the webhook', () => {
  it('speaks as DDNS Go does: GET without a body', async () => {
    const text = ['Addr', 'New', 'Old', 'Result', 'Domains']
      .flatMap((name) => [`4${name}=#{ipv4${name}}`, `6${name}=#{ipv6${name}}`])
      .join('&');
    const sent = await sentBy({ url: `${base}?${text}` }, { language: 'zh-CN' });
    expect(sent).toMatchObject({ method: 'GET', body: '' });
    expect(sent.headers).not.toHaveProperty('content-type');
    expect(Object.fromEntries(sent.search)).toEqual({
      '4Addr': '81.2.69.142',
      '4New': '81.2.69.142',
      '4Old': '89.160.20.112',
      '4Result': '成功',
      '4Domains': 'a.example.com,b.example.com',
      '6Addr': '',
      '6New': '',
      '6Old': '',
      '6Result': '失败',
      '6Domains': 'a.example.com',
    });
  });

  it('speaks as DDNS Go does: POST with a body', async () => {
    const text = '{"text": {"content": "IPv4 #{ipv4Result} #{ipv4Addr}"}, "n": [1]}';
    const { method, headers, body: sent } = await sentBy({ url: base, body: text });
    expect(method).toBe('POST');
    expect(headers['content-type']).toBe('application/json');
    expect(JSON.parse(sent)).toEqual({ text: { content: 'IPv4 success 81.2.69.142' }, n: [1] });
  });

  it('knows what each of our own placeholders stands for', async () => {
    const names = ['title', 'body', 'event', 'id', 'time', 'timestamp'];
    const family = ['ipv4', 'ipv4Before', 'ipv4Result', 'ipv4Names', 'ipv6', 'ipv6Result'];
    const text = [...names, ...family].map((name) => `"${name}": "{${name}}"`).join(', ');
    const message = messageWith(full);
    const sent = await sentBy({ url: base, body: `{${text}, "number": {timestamp}}` });
    expect(JSON.parse(sent.body)).toEqual({
      title: message.title,
      body: message.body,
      event: 'changed',
      id: message.id,
      time: '2026-11-22T12:00:00.000Z',
      timestamp: '1795348800',
      ipv4: '81.2.69.142',
      ipv4Before: '89.160.20.112',
      ipv4Result: 'updated',
      ipv4Names: 'a.example.com,b.example.com',
      ipv6: '',
      ipv6Result: 'failed',
      number: 1_795_348_800,
    });
  });

  it('sends the whole message as JSON where nobody wrote a body', async () => {
    for (const method of ['POST', 'PUT']) {
      const sent = await sentBy({ url: base, method });
      expect(sent).toMatchObject({ method, headers: { 'content-type': 'application/json' } });
      expect(JSON.parse(sent.body)).toMatchObject({
        event: 'changed',
        title: 'Address updated',
        ipv4: { address: '81.2.69.142', result: 'updated' },
        ipv6: { address: null, before: null, result: 'failed' },
      });
    }
  });

  it.each(traps)('puts every text where it belongs and nowhere else: %j', async (trap) => {
    const message = { title: trap, body: trap };
    const inUrl = await sentBy(
      { url: `${base}/{title}/x?a={title}&b={body}#`.slice(0, -1) },
      message,
    );
    expect(inUrl.url.pathname.split('/')).toHaveLength(4);
    expect(inUrl.search).toEqual([
      ['a', trap],
      ['b', trap],
    ]);
    const json = await sentBy({ url: base, body: '{"a": "<{title}>", "b": {body}}' }, message);
    expect(JSON.parse(json.body)).toEqual({ a: `<${trap}>`, b: trap });
    const form = await sentBy({ url: base, body: 'a={title}&b={body}' }, message);
    expect(form.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect([...new URLSearchParams(form.body)]).toEqual([
      ['a', trap],
      ['b', trap],
    ]);
    const header = await sentBy({ url: base, headers: { 'X-Title': 'ddns {title}' } }, message);
    expect(header.headers['x-title']).toMatch(/^ddns [\x20-\x7e\x80-\xff]*$/);
    expect(Object.keys(header.headers)).toEqual(['x-title']);
  });

  it('takes for success what was set as success', async () => {
    const fields = { url: base, success: '"ok": *true' };
    const answered = (text: string) => sentBy(fields, {}, { status: 200, body: text });
    expect((await answered('{"ok": true}')).delivery).toEqual({ kind: 'delivered' });
    expect((await answered('{"ok": false}')).delivery).toMatchObject({
      kind: 'unknown',
      unconfirmed: true,
    });
  });

  it('takes a page for success only where that was set', async () => {
    const headers = { 'content-type': 'text/html' };
    const page = { status: 200, headers, body: '<html>Thanks, got it</html>' };
    const fields = { url: 'http://nas.lan:8080/hook' };
    expect((await sentBy(fields, {}, page)).delivery).toMatchObject({ kind: 'captive' });
    const set = { ...fields, success: 'got it' };
    expect((await sentBy(set, {}, page)).delivery).toEqual({ kind: 'delivered' });
    const plain = { ...page, body: 'OK' };
    expect((await sentBy(fields, {}, plain)).delivery).toEqual({ kind: 'delivered' });
  });

  it.each([
    [{ url: `${base}?a={nothing}` }, 'url', '{nothing}'],
    [{ url: `${base}?a=#{ipv4Nothing}` }, 'url', '#{ipv4Nothing}'],
    [{ url: `${base}?a={constructor}` }, 'url', '{constructor}'],
    [{ url: base, body: '{"a": "{ipv4Word}"}' }, 'body', '{ipv4Word}'],
    [{ url: base, headers: { a: '{oops}' } }, 'headers,a', '{oops}'],
    [{ url: 'http://{title}/x' }, 'url', 'host'],
    [{ url: 'ftp://nas.lan/x' }, 'url', 'https'],
    [{ url: 'https://me:secret@nas.lan/x' }, 'url', 'user name'],
    [{ url: base, headers: { Host: 'x' } }, 'headers,Host', 'header'],
    [{ url: base, headers: { a: 'b\r\nc: d' } }, 'headers,a', 'one line'],
    [{ url: base, method: 'GET', body: 'x' }, 'body', 'GET'],
    [{ url: base, success: '(' }, 'success', 'regular expression'],
  ])('does not take what it does not understand: %j', (fields, at, word) => {
    expect(problems(fields)).toEqual([[at, expect.stringContaining(word)]]);
  });
});
