import { catalogue } from '../contract/i18n/catalogue.ts';
import { listText } from '../contract/i18n/format.ts';
import type { Language } from '../contract/language.ts';
import { isFailureKind } from '../core/outcome.ts';
import type { Provider } from '../core/provider.ts';
import type { ManagedRecord } from '../core/record.ts';
import type { Settings } from '../core/settings.ts';
import { type AppState, recordState } from '../core/state.ts';
import { failureSentence, providerNamed } from '../core/views/outcome.ts';

export interface Told {
  readonly language: Language;
  readonly settings: Settings;
  readonly provider: (id: string) => Provider | undefined;
  /** Prints one line. */
  readonly say: (text: string) => void;
}

/**
 * Tells what happened between two states in plain sentences: what was found out, written, refused
 * and confirmed. Call it with every new state; it remembers the last one.
 */
export function createNarrator(told: Told): (state: AppState) => void {
  let before: AppState | undefined;
  return (after) => {
    tellAddress(before, after, told);
    for (const record of told.settings.records) tellRecord(record, before, after, told);
    before = after;
  };
}

function tellAddress(before: AppState | undefined, after: AppState, told: Told): void {
  const { last } = after.families.ipv4;
  if (last === before?.families.ipv4.last || last === undefined) return;
  const texts = catalogue(told.language).demo;
  const list = (names: readonly string[]) => listText(told.language, names);
  if (last.kind !== 'known') return;
  const { address, voices, by } = last;
  const agreeing = voices.filter((voice) => voice.address.text === address.text);
  const lying = voices.filter((voice) => voice.address.text !== address.text);
  const names = list(agreeing.map(({ source }) => source));
  for (const { source, address: claim } of lying) {
    told.say(texts.outvoted(source, claim.text, names, address.text));
  }
  if (by === 'steady') told.say(texts.steady(names));
  else if (lying.length === 0) told.say(texts.confirmed(address.text, names));
}

function tellRecord(
  record: ManagedRecord,
  before: AppState | undefined,
  after: AppState,
  told: Told,
): void {
  const texts = catalogue(told.language).demo;
  const old = before === undefined ? undefined : recordState(before, record.id);
  const now = recordState(after, record.id);
  const { provider: id } = told.settings.accounts[record.account] ?? { provider: '' };
  const provider = providerNamed(id, told.provider);
  const { last, published, verification, stopped } = now;
  if (last !== undefined && last.at !== old?.last?.at) {
    if (isFailureKind(last.kind)) {
      const failed = {
        kind: last.kind,
        detail: last.detail,
        unconfirmed: last.unconfirmed,
        record,
        provider,
        stopped: stopped !== undefined,
      };
      told.say(texts.failed(record.name, failureSentence(failed, told.language)));
    } else if (last.kind !== 'alreadyRight' && published !== undefined) {
      told.say(texts.written(record.name, published.address.text, provider.name[told.language]));
    }
  }
  const fresh = verification?.kind === 'matches' && old?.verification?.kind !== 'matches';
  if (fresh && published !== undefined) {
    told.say(texts.verified(record.name, published.address.text));
  }
}
