import type { Namespaces, Place } from './namespaces.ts';

/** What is done to passing packets, as lines of nft. */
export interface PacketRules {
  /** Before routing, where the destination may be rewritten. */
  readonly prerouting?: readonly string[];
  readonly forward?: readonly string[];
  /** After routing, where the source may be rewritten. */
  readonly postrouting?: readonly string[];
}

/** Replaces the rules of that place; none takes them away. */
export async function setRules(
  net: Namespaces,
  place: Place,
  { prerouting = [], forward = [], postrouting = [] }: PacketRules,
): Promise<void> {
  await net.script(place, [
    "nft -f - <<'END'",
    'table inet lab',
    'delete table inet lab',
    'table inet lab {',
    '  chain pre {',
    '    type nat hook prerouting priority -110',
    ...prerouting,
    '  }',
    '  chain forward {',
    '    type filter hook forward priority -10',
    ...forward,
    '  }',
    '  chain post {',
    '    type nat hook postrouting priority 90',
    ...postrouting,
    '  }',
    '}',
    'END',
  ]);
}
