import { type Connection, testConnection } from '../connection.ts';
import { mapConcurrent } from '../dns/concurrent.ts';
import { second } from '../duration.ts';
import type { AccountSettings } from '../settings.ts';
import { tooLate } from '../trial.ts';
import { type Examined, within } from './ports.ts';
import { type Step, step } from './step.ts';

/** Milliseconds for one account, and for one of its requests. */
const patience = 14 * second;
const each = 10 * second;
/** Accounts that are tried at a time. */
const atOnce = 6;

/** Tries each account without a write. */
export function examineAccounts(examined: Examined): Promise<readonly Step[]> {
  const accounts = Object.values(examined.settings.accounts);
  return mapConcurrent(accounts, atOnce, (account) => accountStep(account, examined));
}

async function accountStep(account: AccountSettings, examined: Examined): Promise<Step> {
  const { ports, settings, state } = examined;
  const { id: about, provider: id, fields, locked } = account;
  if (locked !== undefined) return step('account', 'bad', 'accountLocked', { about });
  const known = state.accounts[about];
  const now = ports.clock.now();
  // Whoever has locked us out is not asked: that could make it last longer.
  if (known?.stopped?.kind === 'blocked') {
    const evidence = [known.stopped.detail];
    return step('account', 'bad', 'accountBlocked', { about, evidence });
  }
  if ((known?.nextTry ?? 0) > now) return step('account', 'skipped', 'accountRests', { about });
  const provider = ports.provider(id);
  // Where the zones are told, they prove the credentials; else what the records hold may.
  const records =
    provider.zones === undefined
      ? settings.records.filter((record) => record.account === about)
      : [];
  const { http, dns, clock, log, random } = ports;
  const timeout = Math.min(settings.timeout, each);
  const late: Connection = { kind: 'failed', failure: tooLate };
  const found = await within(patience, examined, late, (signal) =>
    testConnection(provider, fields, records, { http, dns, clock, log, random, timeout, signal }),
  );
  switch (found.kind) {
    case 'untestable':
      return step('account', 'info', 'accountUntestable', { about });
    case 'failed': {
      const { failure } = found;
      const finding = { kind: 'failed', failure, account: about, provider: id } as const;
      return { step: 'account', about, state: 'bad', finding, evidence: [] };
    }
    case 'works': {
      const { zones } = found;
      if (zones === undefined) return step('account', 'good', 'accountWorks', { about });
      return zones.length === 0
        ? step('account', 'warn', 'accountEmpty', { about })
        : step('account', 'good', 'accountZones', { about, values: [String(zones.length)] });
    }
  }
}
