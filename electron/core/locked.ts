import type { Settings } from './settings.ts';

/**
 * True where some of an account's secrets cannot be read on this computer: its provider is asked
 * nothing, and what is known of its records stays as it is.
 */
export function isLocked(settings: Settings, account: string): boolean {
  return settings.accounts[account]?.locked !== undefined;
}
