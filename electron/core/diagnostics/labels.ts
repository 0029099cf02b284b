import { parseAddress } from '../address.ts';
import { isNameProblem, parseName } from '../name.ts';

/** What stands in the place of something private: the same for the same, within one file. */
export interface Labels {
  /** `account1` … */
  account(id: string): string;
  /** `channel1` … */
  channel(id: string): string;
  /** `user1` … */
  user(text: string): string;
  /** `host1.example` …; the same for a name in Unicode and on the wire. */
  host(name: string): string;
  /** An address of the documentation ranges; this computer's own (127.0.0.1, ::) as it is. */
  address(text: string): string;
}

/** RFC 5737. */
const ipv4Blocks = ['192.0.2', '198.51.100', '203.0.113'];
const hostsOfBlock = 254;

function ipv4At(index: number): string {
  const block = ipv4Blocks[Math.floor((index - 1) / hostsOfBlock)];
  // More than all of them together: they can no longer be told apart.
  return block === undefined ? '203.0.113.255' : `${block}.${((index - 1) % hostsOfBlock) + 1}`;
}

const ownAddresses = /^(?:127\.\d+\.\d+\.\d+|0\.0\.0\.0|255\.255\.255\.255|::1?)$/;

/** `source` is all of the text that is to be hidden: what stands there is nobody's label. */
export function createLabels(source: string): Labels {
  const given = source.toLowerCase();

  function series(make: (index: number) => string): (key: string) => string {
    const known = new Map<string, string>();
    let index = 0;
    return (key) => {
      const before = known.get(key);
      if (before !== undefined) return before;
      let label: string;
      do {
        index += 1;
        label = make(index);
      } while (given.includes(label) && index < 10_000);
      known.set(key, label);
      return label;
    };
  }

  const account = series((index) => `account${index}`);
  const channel = series((index) => `channel${index}`);
  const user = series((index) => `user${index}`);
  const host = series((index) => `host${index}.example`);
  const ipv4 = series(ipv4At);
  // RFC 3849.
  const ipv6 = series((index) => `2001:db8::${index.toString(16)}`);

  return {
    account,
    channel,
    user: (text) => user(text.toLowerCase()),
    host(name) {
      const wire = parseName(name);
      return host((isNameProblem(wire) ? name : wire).toLowerCase());
    },
    address(text) {
      const address = parseAddress(text);
      if (address === undefined || ownAddresses.test(address.text)) return text;
      return address.family === 'ipv4' ? ipv4(address.text) : ipv6(address.text);
    },
  };
}
