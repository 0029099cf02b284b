import { catalogue } from '../../contract/i18n/catalogue.ts';
import { clockText } from '../../contract/i18n/format.ts';
import type { WindowPlace } from '../../contract/place.ts';
import type { AddressView, RecordView, Snapshot } from '../../contract/snapshot.ts';
import { cutMiddle, oneLine } from './cut-text.ts';
import { recordName } from './record-name.ts';
import { worstFirst } from './record-order.ts';

/** What a click in the tray's menu asks for. */
export type MenuAction =
  | { readonly kind: 'copy'; readonly address: string }
  | { readonly kind: 'check' }
  | { readonly kind: 'force' }
  | { readonly kind: 'pause'; readonly minutes: number }
  | { readonly kind: 'pauseUntilResumed' }
  | { readonly kind: 'resume' }
  | { readonly kind: 'show'; readonly place: WindowPlace }
  | { readonly kind: 'install' }
  | { readonly kind: 'log' }
  | { readonly kind: 'quit' };

/** Labels are escaped for Electron, where a single `&` marks an access key. */
export type MenuItem =
  | { readonly kind: 'separator' }
  | {
      readonly kind: 'item';
      readonly id: MenuAction;
      readonly label: string;
      readonly enabled: boolean;
    }
  | { readonly kind: 'submenu'; readonly label: string; readonly items: readonly MenuItem[] };

/** More records than this fill the screen. */
const mostRecords = 12;
/** UTF-16 units of a name; a menu as wide as the screen hides what it is for. */
const longestName = 48;
const pauseMinutes = 60;

function item(id: MenuAction, label: string, enabled = true): MenuItem {
  return { kind: 'item', id, label: oneLine(label).replaceAll('&', '&&'), enabled };
}

function addressItem({ family, address }: AddressView, { language }: Snapshot): MenuItem {
  const { tray, status } = catalogue(language);
  const name = status.family[family];
  return address === undefined
    ? item({ kind: 'copy', address: '' }, tray.menu.noAddress(name), false)
    : item({ kind: 'copy', address }, tray.menu.copy(name, address));
}

function recordItem(record: RecordView, { language }: Snapshot): MenuItem {
  const { tray } = catalogue(language);
  const name = cutMiddle(oneLine(recordName(record)), longestName);
  const label = tray.record(tray.mark[record.standing], name, record.label);
  return item({ kind: 'show', place: { page: 'status', item: record.id } }, label);
}

function recordItems(snapshot: Snapshot): readonly MenuItem[] {
  const { tray } = catalogue(snapshot.language);
  const all = worstFirst(snapshot.records);
  const shown = all.slice(0, mostRecords).map((record) => recordItem(record, snapshot));
  const rest = all.length - shown.length;
  if (rest === 0) return shown;
  return [...shown, item({ kind: 'show', place: { page: 'status' } }, tray.menu.more(rest))];
}

function actionItems(snapshot: Snapshot, now: number): readonly MenuItem[] {
  const { language, paused, records } = snapshot;
  const { menu } = catalogue(language).tray;
  const able = records.length > 0;
  const checks = [
    item({ kind: 'check' }, menu.check, able),
    item({ kind: 'force' }, menu.force, able),
  ];
  if (paused === undefined) {
    return [
      ...checks,
      item({ kind: 'pause', minutes: pauseMinutes }, menu.pause, able),
      item({ kind: 'pauseUntilResumed' }, menu.pauseUntilResumed, able),
    ];
  }
  const { until } = paused;
  const label =
    until === undefined ? menu.resume : menu.resumePaused(clockText(language, until, now));
  return [...checks, item({ kind: 'resume' }, label)];
}

/** What there is to do about a newer version of the program. */
function releaseItems({ language, release }: Snapshot): readonly MenuItem[] {
  const { menu } = catalogue(language).releases;
  const { state, version } = release;
  if (version === undefined) return [];
  if (state === 'ready') return [item({ kind: 'install' }, menu.install(version))];
  if (state !== 'available') return [];
  return [item({ kind: 'show', place: { page: 'about' } }, menu.available(version))];
}

/** Who has nothing yet is led through it. */
function settingsPlace({ accounts }: Snapshot): WindowPlace {
  return { page: accounts.length === 0 ? 'setup' : 'records' };
}

/** The menu of the tray icon. `now` is in milliseconds since 1970. */
export function trayMenu(snapshot: Snapshot, now: number): readonly MenuItem[] {
  const { menu } = catalogue(snapshot.language).tray;
  const needed = snapshot.addresses.filter(({ unused }) => !unused);
  const groups: readonly (readonly MenuItem[])[] = [
    [...needed.map((one) => addressItem(one, snapshot)), ...recordItems(snapshot)],
    actionItems(snapshot, now),
    releaseItems(snapshot),
    [
      item({ kind: 'show', place: settingsPlace(snapshot) }, menu.settings),
      item({ kind: 'log' }, menu.log),
      item({ kind: 'quit' }, menu.quit),
    ],
  ];
  const filled = groups.filter((group) => group.length > 0);
  return filled.flatMap((group, at): readonly MenuItem[] =>
    at === 0 ? group : [{ kind: 'separator' }, ...group],
  );
}
