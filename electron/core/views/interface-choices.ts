import type { WatchingChoices } from '../../contract/forms.ts';
import { classify, parseAddress } from '../address.ts';
import { grouped } from '../grouped.ts';
import type { InterfaceAddress } from '../ports.ts';

function isGlobal(text: string): boolean {
  const address = parseAddress(text);
  return address !== undefined && classify(address) === 'global';
}

/** The network interfaces that a source may name, each with its addresses that may be published. */
export function interfaceChoices(list: readonly InterfaceAddress[]): WatchingChoices['interfaces'] {
  const own = list.filter(({ internal }) => !internal);
  return [...grouped(own, ({ interface: name }) => name)].map(([name, held]) => {
    const addresses = held.map(({ address }) => address).filter(isGlobal);
    return { name, addresses };
  });
}
