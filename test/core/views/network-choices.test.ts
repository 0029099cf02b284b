import { describe, expect, it } from 'vitest';
import type { FieldForm, NetworksForm } from '../../../electron/contract/forms.ts';
import { languages } from '../../../electron/contract/language.ts';
import { networkChoices } from '../../../electron/core/views/network-choices.ts';
import { watchingChoices } from '../../../electron/core/views/watching-choices.ts';

const none: NetworksForm = { approved: null, ignore: null, bind: null, tunnels: null };
const home = { gateway: '00:11:22:33:44:55', profiles: ['Home'] };
const interfaces = [
  { name: 'eth0', addresses: [] },
  { name: 'wlan0', addresses: [] },
];

function choices(rules: NetworksForm, identity: { gateway?: string; profiles: string[] } = home) {
  return networkChoices(interfaces, { language: 'en', identity, rules });
}

function optionsOf(path: string, fields: readonly FieldForm[]) {
  const input = fields.find((field) => field.path === path)?.input;
  if (input?.kind !== 'ticks' && input?.kind !== 'choice') return undefined;
  return input.options.map(({ value, label }) => [value, label]);
}

describe('the form of the network rules', () => {
  it('offers this network by its name and by its router', () => {
    expect(optionsOf('approved', choices(none).fields)).toEqual([
      ['Home', 'Home (this network)'],
      ['00:11:22:33:44:55', 'Router 00:11:22:33:44:55 (this network)'],
    ]);
  });

  it('offers what is approved already, this network only once', () => {
    const rules = { ...none, approved: 'Office\n00:AA:bb:cc:dd:ee\nhome' };
    expect(optionsOf('approved', choices(rules).fields)).toEqual([
      ['Office', 'Office'],
      ['00:AA:bb:cc:dd:ee', 'Router 00:AA:bb:cc:dd:ee'],
      ['home', 'home (this network)'],
      ['00:11:22:33:44:55', 'Router 00:11:22:33:44:55 (this network)'],
    ]);
  });

  it('does not offer to approve a network that cannot be known again', () => {
    const { fields } = choices(none, { profiles: [] });
    expect(fields.map(({ path }) => path)).toEqual(['ignore', 'bind', 'tunnels']);
  });

  it('offers the adapters of this computer, and one that is set and not there', () => {
    expect(optionsOf('bind', choices({ ...none, bind: 'tun7' }).fields)).toEqual([
      ['', 'As the system routes'],
      ['eth0', 'eth0'],
      ['wlan0', 'wlan0'],
      ['tun7', 'tun7'],
    ]);
    expect(optionsOf('bind', choices({ ...none, bind: 'eth0' }).fields)).toHaveLength(3);
  });

  it.each(languages)('has words in each language (%s)', (language) => {
    const { title, fields } = networkChoices(interfaces, { language, identity: home, rules: none });
    expect([title, ...fields.map(({ label, help }) => `${label}${help}`)].join()).not.toMatch(
      /undefined/,
    );
    expect(new Set(fields.map(({ label }) => label)).size).toBe(4);
  });

  it('is left out where nobody knows the network', () => {
    expect(watchingChoices([], interfaces).networks).toBe(undefined);
  });
});
