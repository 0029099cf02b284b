import type { NetworkIdentity } from './network.ts';
import type { NetworkRules } from './settings.ts';

/** False only where the user approved networks and this is none of them. Pure. */
export function isApproved(rules: NetworkRules | undefined, identity: NetworkIdentity): boolean {
  if (rules === undefined || rules.approved.length === 0) return true;
  const marks = [identity.gateway, ...identity.profiles].map((mark) => mark?.toLowerCase());
  return rules.approved.some((mark) => marks.includes(mark.toLowerCase()));
}

/** True for an adapter that the user wants left out of everything. Pure. */
export function isIgnored(rules: Pick<NetworkRules, 'ignore'> | undefined, name: string): boolean {
  return (rules?.ignore ?? []).some((pattern) => matches(pattern, name));
}

/**
 * `*` stands for any characters; capitals do not matter. Each part between two stars is taken where
 * it stands first, which leaves the most for the others.
 */
function matches(pattern: string, name: string): boolean {
  const [head = '', ...parts] = pattern.toLowerCase().split('*');
  const text = name.toLowerCase();
  const tail = parts.pop();
  if (tail === undefined) return text === head;
  if (!text.startsWith(head) || !text.endsWith(tail)) return false;
  let from = head.length;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= text.length - tail.length;
}
