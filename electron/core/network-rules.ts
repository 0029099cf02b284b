import type { NetworkIdentity } from './network.ts';
import type { NetworkRules } from './settings.ts';

/** False only where the user approved networks and this is none of them. Pure. */
export function isApproved(rules: NetworkRules | undefined, identity: NetworkIdentity): boolean {
  if (rules === undefined || rules.approved.length === 0) return true;
  const marks = [identity.gateway, ...identity.profiles].map((mark) => mark?.toLowerCase());
  return rules.approved.some((mark) => marks.includes(mark.toLowerCase()));
}

/** True for an adapter that the user wants left out of everything. Pure. */
export function isIgnored(rules: NetworkRules | undefined, name: string): boolean {
  return (rules?.ignore ?? []).some((pattern) => matches(pattern, name));
}

/** `*` stands for any characters; capitals do not matter. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const exact = parts.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*');
  return new RegExp(`^${exact}$`, 's').test(name.toLowerCase());
}
