import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import path from 'node:path';
import { emptySettings } from '../../electron/core/document/stored.ts';
import type { StoredSettings } from '../../electron/core/document.ts';
import { type AppState, emptyState } from '../../electron/core/state.ts';
import { createSettingsFile } from '../../electron/desktop/settings-file.ts';
import { createStateStore } from '../../electron/node/state-file.ts';

/** Settings of that number, of which every part tells the number. */
export function numberedSettings(count: number): StoredSettings {
  const text = createHash('sha256')
    .update(String(count))
    .digest('base64')
    .repeat(1 + (count % 90));
  return {
    ...emptySettings,
    document: { version: 1, count, text },
    secrets: { 'account/field': { v: 1, alg: 'safeStorage', data: text.slice(0, 40) } },
  };
}

/** A state of that number. */
export function numberedState(count: number): AppState {
  const key = `sources/${createHash('sha256').update(String(count)).digest('hex')}`;
  return { ...emptyState, lastCheck: count, told: { [key]: count } };
}

/**
 * Writes settings and states into a folder as fast as it can, each with the number after the one it
 * found there, until it is killed. Tells `saved N` once both are on the disk.
 */
async function write(folder: string): Promise<void> {
  const now = Date.now;
  const settings = createSettingsFile({ folder, now });
  const onNotice = (notice: object) => writeSync(1, `damaged ${JSON.stringify(notice)}\n`);
  const state = createStateStore({ folder: path.join(folder, 'state'), now, onNotice });
  const { stored, notice } = await settings.load();
  if (notice !== undefined) onNotice(notice);
  const kept = await state.load();
  let count = Math.max(Number(stored?.document.count ?? 0), kept?.lastCheck ?? 0);
  writeSync(1, `found ${count}\n`);
  for (;;) {
    count += 1;
    await settings.save(numberedSettings(count));
    await state.save(numberedState(count));
    writeSync(1, `saved ${count}\n`);
  }
}

const [, , folder] = process.argv;
if (folder !== undefined && process.env.DDNS_TRAY_WRITER === '1') void write(folder);
