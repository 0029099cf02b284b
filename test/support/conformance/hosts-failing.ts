import { expect, it } from 'vitest';
import { isFailure } from '../../../electron/core/outcome.ts';
import { saying } from '../detail.ts';
import { faults } from '../emulator.ts';
import { echoes, leaksIn } from './echoes.ts';
import { faultTable } from './failing.ts';
import type { HostTrial } from './hosts.ts';
import { home, kinds, old } from './trial.ts';
import { describeWhere, itWhere } from './where.ts';
import { change, type WorldFault } from './world.ts';

const faultNames = Object.keys(faultTable) as WorldFault[];

/** What becomes of a round in which something goes wrong. */
export function describeHostFailing(trial: HostTrial): void {
  const { harness, apply, world } = trial;
  const [first, second] = harness.names;
  const one = change(first, home);
  const two = change(second ?? '', old);

  it.each(faultNames)('says what came of it, and whether it is in doubt: %s', async (fault) => {
    world().fault(fault);
    const [outcome] = await apply(one);
    if (fault === 'truncated' && harness.firstHalfTells) {
      return expect(outcome).toEqual({ kind: 'updated', evidence: 'accepted' });
    }
    const expected = faultTable[fault];
    expect(outcome?.kind).toBe(expected?.kind);
    expect(outcome !== undefined && 'unconfirmed' in outcome).toBe(expected?.doubt);
    if (fault === 'html') expect(outcome).toMatchObject({ detail: saying('web page') });
    if (fault === 'rateLimitedFor90s') expect(outcome).toMatchObject({ retryAfter: 90_000 });
  });

  itWhere(harness.statusTells !== true).each([
    ['nothing', '', 'answered with nothing'],
    ['blanks', ' \r\n\t ', 'answered with nothing'],
    ['words that nobody knows', 'come back on Sunday', '“come back on Sunday”'],
    ['JSON of another service', '{"constructor":true}', '“{'],
    ['XML of another service', '<?xml version="1.0"?><other/>', '“<'],
  ])('takes %s for no success', async (_, body, said) => {
    world().answer({ status: 200, headers: { 'content-type': 'text/html' }, body });
    const [outcome] = await apply(one);
    expect(outcome).toMatchObject({ kind: 'unknown', scope: 'record', unconfirmed: true });
    expect(outcome).toMatchObject({ detail: saying(said) });
  });

  it('sends nothing twice where the answer was lost, although it was done', async () => {
    world().fault('answerLost');
    expect(await apply(one)).toMatchObject([{ kind: 'network', unconfirmed: true }]);
    expect(world().held(first)).toEqual({ ipv4: home });
    expect(world().requests()).toBe(1);
  });

  itWhere(harness.naming !== undefined)('tells where another address was set', async () => {
    const naming = harness.naming?.(old) ?? faults.html;
    world().answer(naming);
    const [outcome] = await apply(one);
    expect(outcome).toMatchObject({ kind: 'mismatch', detail: saying(old) });
  });

  it('follows no redirect and gives its credential to no other host', async () => {
    world().fault('redirect');
    const [outcome] = await apply(one);
    expect(outcome).toMatchObject({ kind: 'unknown', detail: saying('elsewhere.test') });
    expect(
      world()
        .urls()
        .map(({ host }) => host),
    ).not.toContain('elsewhere.test');
  });

  itWhere(second !== undefined)('asks nothing more after a 429', async () => {
    world().fault('rateLimited');
    expect(kinds(await apply(one, two))).toEqual(['rateLimited', 'rateLimited']);
    expect(world().requests()).toBe(1);
  });

  it('takes a refused credential for what it is', async () => {
    world().fault('credential');
    const scope = harness.keyPerHost ? 'record' : 'account';
    expect(await apply(one)).toMatchObject([{ kind: 'auth', scope }]);
    expect(world().held(first)).toEqual({ ipv4: old });
  });

  itWhere(second !== undefined)('asks nothing more after a refusal of the account', async () => {
    world().fault('credential');
    const outcomes = await apply(one, two);
    expect(outcomes.map(isFailure)).toEqual([true, harness.keyPerHost !== true]);
    expect(world().requests()).toBe(harness.keyPerHost ? 2 : 1);
  });

  it('rejects with the reason of its signal, before the first request', async () => {
    const reason = new Error('the program ends');
    trial.reopen({ signal: AbortSignal.abort(reason) });
    await expect(apply(one)).rejects.toBe(reason);
    expect(world().requests()).toBe(0);
  });

  it('rejects with the reason of its signal, in the middle of a request', async () => {
    const controller = new AbortController();
    const reason = new Error('the round takes too long');
    trial.reopen({ signal: controller.signal });
    world().answer((_, truth) => {
      controller.abort(reason);
      return truth();
    });
    await expect(apply(one)).rejects.toBe(reason);
    expect(world().requests()).toBe(1);
  });

  it('lets no secret out, in outcomes or in the log', async () => {
    const said: unknown[] = [];
    for (const fault of [...faultNames, 'answerLost', 'secretEchoed'] as const) {
      trial.renew();
      world().fault(fault);
      said.push(await apply(one), trial.context().lines, [...trial.context().remembered]);
    }
    expect(leaksIn(JSON.stringify(said), world().secrets)).toEqual([]);
  });

  it('lets no secret out, however the service repeats what it was sent', async () => {
    const { echo, secrets } = world();
    for (const reply of echoes(echo, secrets)) {
      trial.renew();
      world().answer(reply);
      const outcomes = await apply(one);
      const { lines, remembered } = trial.context();
      const said = JSON.stringify([outcomes, lines, [...remembered]]);
      expect(leaksIn(said, secrets), said).toEqual([]);
    }
  });

  describeWhere(harness.errors.length > 0)('the errors that the service documents', () => {
    it.each(harness.errors)('$title comes to $kind', async (row) => {
      world().answer(row.reply);
      const [outcome] = await apply(one);
      expect(outcome).toMatchObject({ kind: row.kind, scope: row.scope ?? 'record' });
      const wait =
        outcome !== undefined && 'retryAfter' in outcome ? outcome.retryAfter : undefined;
      expect(wait).toBe(row.retryAfter);
    });
  });
}
