import type { Localized } from '../../contract/language.ts';
import { type Address, sameAddress } from '../address.ts';
import { mapConcurrent } from '../dns/concurrent.ts';
import { type Spread, spread } from '../dns/spread.ts';
import { second } from '../duration.ts';
import type { VerifyTarget } from '../engine.ts';
import { wantedAddress } from '../host-address.ts';
import type { DnsServer } from '../ports.ts';
import { familyOf, type ManagedRecord } from '../record.ts';
import { recordState, type Verification } from '../state.ts';
import type { Found } from './address.ts';
import { type Examined, within } from './ports.ts';
import { type FindingName, type Step, type StepMore, step } from './step.ts';

/** Milliseconds for all name servers, and for one of them. */
const patience = 14 * second;
const each = 4 * second;
/** Records for which public resolvers are asked: they are not to be flooded. */
const mostSpread = 8;

/** What the record is to hold: by the address of just now, else by what was published or known last. */
function wantedFor(record: ManagedRecord, found: Found, { state }: Examined): Address | undefined {
  const family = familyOf(record.type);
  const seen = found[family];
  const present = seen?.kind === 'known' ? seen.address : state.families[family].address;
  const wanted = present === undefined ? undefined : wantedAddress(record, present);
  return (
    (seen?.kind === 'known' ? wanted : undefined) ??
    recordState(state, record.id).published?.address ??
    wanted
  );
}

function targetOf(record: ManagedRecord, found: Found, examined: Examined): VerifyTarget[] {
  const wanted = wantedFor(record, found, examined);
  const account = examined.settings.accounts[record.account];
  if (wanted === undefined || account === undefined) return [];
  const provider = examined.ports.provider(account.provider);
  const hints =
    account.locked === undefined ? (provider.authoritative?.(account.fields) ?? []) : [];
  return [{ record, wanted, hints }];
}

/** Asks the authoritative servers and public resolvers for every record. */
export async function examineRecords(examined: Examined, found: Found): Promise<readonly Step[]> {
  const { records } = examined.settings;
  if (records.length === 0) return [step('record', 'info', 'recordNone')];
  const targets = records.flatMap((record) => targetOf(record, found, examined));
  const nobody: readonly Verification['kind'][] = [];
  const [kinds, spreads] = await Promise.all([
    within(patience, examined, nobody, (signal) =>
      examined.ports.verify(targets, quick(examined), signal),
    ),
    within(patience, examined, [], (signal) => spreadOf(targets, examined, signal)),
  ]);
  return records.map((record) => {
    const at = targets.findIndex((target) => target.record === record);
    const target = targets[at];
    const about = `${record.name} ${record.type}`;
    if (target === undefined) {
      const state = record.implied ? 'info' : 'unknown';
      return step('record', state, 'recordNoAddress', { about });
    }
    const more: StepMore = {
      about,
      values: [target.wanted.text],
      evidence: (spreads[at] ?? []).flatMap(spreadText),
    };
    const kind = kinds[at] ?? 'unknown';
    // What nobody has written cannot be on its way.
    if (kind === 'differs' && !isWritten(target, examined)) {
      return step('record', 'warn', 'recordBehind', more);
    }
    return recordStep(kind, more);
  });
}

function isWritten({ record, wanted }: VerifyTarget, { state }: Examined): boolean {
  return sameAddress(recordState(state, record.id).published?.address, wanted);
}

/** With servers that are not waited for as long as in a check. */
function quick({ settings }: Examined): Examined['settings'] {
  return { ...settings, timeout: Math.min(settings.timeout, each) };
}

type Seen = readonly Spread<DnsServer>[];

function spreadOf(
  targets: readonly VerifyTarget[],
  { ports, settings }: Examined,
  signal: AbortSignal,
): Promise<readonly Seen[]> {
  const { dns, random } = ports;
  const context = { dns, random, timeout: each, signal };
  return mapConcurrent(targets.slice(0, mostSpread), mostSpread, ({ record, wanted: address }) =>
    spread({ ...record, address }, settings.verify.publicResolvers, context),
  );
}

/** What a public resolver answers; nothing where it could not be asked. */
function spreadText({ resolver: { host }, seen }: Spread<DnsServer>): readonly Localized[] {
  switch (seen.kind) {
    case 'unreachable':
      return [];
    case 'same':
      return [{ en: `${host} answers with it`, 'zh-CN': `${host} 已返回该地址` }];
    case 'none':
      return [{ en: `${host} knows no such record`, 'zh-CN': `${host} 上没有该记录` }];
    case 'old': {
      const texts = seen.texts.slice(0, 4).join(' ');
      return [
        {
          en: `${host} answers with ${texts} for another ${seen.ttl} seconds`,
          'zh-CN': `${host} 在 ${seen.ttl} 秒内仍返回 ${texts}`,
        },
      ];
    }
  }
}

const results: Readonly<Record<Verification['kind'], readonly [Step['state'], FindingName]>> = {
  matches: ['good', 'recordMatches'],
  proxied: ['info', 'recordProxied'],
  differs: ['warn', 'recordDiffers'],
  missing: ['bad', 'recordMissing'],
  alias: ['bad', 'recordAlias'],
  pending: ['unknown', 'recordUnknown'],
  unknown: ['unknown', 'recordUnknown'],
};

function recordStep(kind: Verification['kind'], more: StepMore): Step {
  const [state, name] = results[kind];
  return step('record', state, name, more);
}
