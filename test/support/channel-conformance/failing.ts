import { describe, expect, it } from 'vitest';
import type { Delivery } from '../../../electron/core/channel.ts';
import type { FailureKind } from '../../../electron/core/outcome.ts';
import { describeWhere } from '../conformance/where.ts';
import { type Fault, faults } from '../emulator.ts';
import { messageWith } from './messages.ts';
import { waysOf } from './requests.ts';
import type { ChannelTrial } from './trial.ts';

interface FailingRow {
  readonly title: string;
  readonly fault: Fault;
  readonly kind: FailureKind;
  /** The message may have arrived. */
  readonly doubt: boolean;
}

const row = (
  title: string,
  reply: Fault['reply'],
  kind: FailureKind,
  doubt: boolean,
  effect: Fault['effect'] = 'before',
): FailingRow => ({ title, fault: { reply, effect }, kind, doubt });

/** What happens to the exchange itself. */
const exchanges: readonly FailingRow[] = [
  row('offline', { error: 'offline', code: 'ENETUNREACH' }, 'offline', false),
  row('no such host', { error: 'notFound', code: 'ENOTFOUND' }, 'network', false),
  row('refused', { error: 'refused', code: 'ECONNREFUSED' }, 'network', false),
  row('a bad certificate', { error: 'tls', code: 'CERT_HAS_EXPIRED' }, 'tls', false),
  row('a proxy that wants a sign-in', { error: 'proxyAuth' }, 'proxyAuth', false),
  row('a proxy that fails', { error: 'proxy' }, 'network', false),
  row('no time to connect', { error: 'timeout' }, 'network', false),
  row('no answer', faults.hang, 'network', true),
  row('a broken answer', faults.reset, 'network', true),
  row('a lost answer', faults.reset, 'network', true, 'after'),
  row('an endless answer', faults.oversized(70 * 1024), 'unknown', true),
];

/** What the service, or who stands in front of it, answers. */
const answers: readonly FailingRow[] = [
  row('500', faults.status(500, 'Internal Server Error'), 'server', true),
  row('502, as a page', faults.badGateway, 'server', true),
  row('503', faults.status(503, 'Service Unavailable'), 'server', true),
  row('504', faults.status(504), 'server', true),
  row('a page', faults.html, 'unknown', true),
  row('511', faults.status(511), 'captive', false),
];

/** Answers that are no success where only one of the documented form is. */
const formless: readonly FailingRow[] = [
  row('nothing', faults.status(200), 'unknown', true),
  row('broken JSON', faults.status(200, '{"id":"a"'), 'unknown', true),
  row('null', faults.status(200, 'null'), 'unknown', true),
  row('an empty list', faults.status(200, '[]'), 'unknown', true),
  row('other words', faults.status(200, 'It works!'), 'unknown', true),
];

/** What statuses without a word come to. */
const usualStatuses: Readonly<Record<number, FailureKind>> = {
  400: 'invalid',
  401: 'auth',
  403: 'auth',
  404: 'hostNotFound',
  405: 'invalid',
  407: 'proxyAuth',
  408: 'server',
  410: 'hostNotFound',
  413: 'invalid',
  418: 'unknown',
  429: 'rateLimited',
};

function isInDoubt(delivery: Delivery): boolean {
  return delivery.kind !== 'delivered' && delivery.unconfirmed === true;
}

/** What becomes of a message that does not get through. */
export function describeChannelFailing(trial: ChannelTrial): void {
  const { harness } = trial;
  const ways = waysOf(trial);
  const rows = [...exchanges, ...answers, ...(harness.success === 'status' ? [] : formless)];
  const statuses = Object.entries({ ...usualStatuses, ...harness.statuses });

  describeWhere(trial.isHttp)('failing', () => {
    describe.each(ways)('%s', (_, speak) => {
      it.each(rows)('says what came of it: $title', async ({ fault, kind, doubt }) => {
        trial.fault(fault);
        const delivery = await speak();
        expect(delivery.kind).toBe(kind);
        expect(isInDoubt(delivery)).toBe(doubt);
        expect(trial.requests()).toBe(1);
      });

      it.each(statuses)('says what status %s means', async (status, kind) => {
        trial.fault({ reply: faults.status(Number(status)) });
        const delivery = await speak();
        expect(delivery.kind).toBe(kind);
        expect(isInDoubt(delivery)).toBe(false);
      });

      it.each([429, 503])('passes on how long to wait: %s', async (status) => {
        const reply = { status, headers: { 'retry-after': '90' }, body: '' };
        trial.fault({ reply });
        expect(await speak()).toMatchObject({ retryAfter: 90_000 });
      });
    });

    it('never throws for an answer, however odd', async () => {
      const odd = ['{}', '[]', '0', '""', '{"__proto__":{"ok":true}}', '\u0000', '<', '{"ok":{}}'];
      for (const status of [200, 204, 299, 304, 400, 403, 404, 429, 500, 599]) {
        for (const body of [...odd, '[null]', '{"error":null}', '{"code":[1],"errcode":"x"}']) {
          trial.renew();
          trial.fault({ reply: { status, body } });
          const { kind } = await trial.send(messageWith());
          if (status >= 300) expect(kind).not.toBe('delivered');
        }
      }
    });
  });

  describeWhere(harness.errors.length > 0)('the errors that the service documents', () => {
    it.each(harness.errors)('$title comes to $kind', async (error) => {
      trial.fault({ reply: error.reply });
      const delivery = await trial.send(messageWith());
      expect(delivery).toMatchObject({
        kind: error.kind,
        ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
      });
      expect(isInDoubt(delivery)).toBe(error.unconfirmed ?? false);
    });
  });
}
