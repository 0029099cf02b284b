import type { History, HistoryEntry, SettingsChange } from '../history.ts';
import type { Detail } from '../outcome.ts';

type Redact = (text: string) => string;

function discreetDetail(detail: Detail, redact: Redact): Detail {
  if (typeof detail === 'string') return redact(detail);
  return { en: redact(detail.en), 'zh-CN': redact(detail['zh-CN']) };
}

function discreetChange(change: SettingsChange, redact: Redact): SettingsChange {
  if (change.kind !== 'set') return change;
  const { key, from, to } = change;
  return {
    kind: 'set',
    key,
    ...(from !== undefined && { from: redact(from) }),
    ...(to !== undefined && { to: redact(to) }),
  };
}

function discreet(entry: HistoryEntry, redact: Redact): HistoryEntry {
  if (entry.kind === 'settings') {
    return { ...entry, changes: entry.changes.map((change) => discreetChange(change, redact)) };
  }
  if (entry.kind === 'address' || entry.detail === undefined) return entry;
  return { ...entry, detail: discreetDetail(entry.detail, redact) };
}

/** The same history, with secrets taken out of every foreign text. Names and addresses are none. */
export function discreetHistory(history: History, redact: Redact): History {
  return { add: (entry) => history.add(discreet(entry, redact)) };
}
