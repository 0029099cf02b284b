import type { Preset } from '../../electron/providers/dyndns2/preset.ts';
import { presets } from '../../electron/providers/dyndns2/presets.ts';
import { dyndns2 } from '../../electron/providers/dyndns2.ts';
import { type HostWorld, hostStore, hostWorld } from '../support/conformance/host-world.ts';
import { describeHostConformance } from '../support/conformance/hosts.ts';
import { words } from '../support/dyndns2-emulator.ts';
import { presetEmulator } from '../support/preset-emulator.ts';

const first = 'home.example.com';
const account = { username: 'user', password: 'k3y+*(é)!/&"<=', ownName: first };

function makeWorld(preset: Preset): HostWorld {
  const store = hostStore();
  const { endpoint, id } = preset;
  const servers = typeof endpoint === 'string' ? [endpoint] : Object.values(endpoint);
  const emulator = presetEmulator(preset, store, account);
  const { username, password } = account;
  return hostWorld({
    provider: dyndns2,
    account: { preset: id, username, password },
    secrets: [password, Buffer.from(`${username}:${password}`).toString('base64')],
    hosts: store.hosts,
    refuse: (name) => void store.refused.add(name),
    emulators: Object.fromEntries(servers.map((url) => [new URL(url).host, emulator])),
    refusals: {
      credential: words(401, 'badauth'),
      secretEchoed: words(400, `what is ${password}?`),
    },
  });
}

for (const preset of presets) {
  const several = preset.host === false ? [] : ['two.example.com', 'three.example.com'];
  describeHostConformance(`${preset.name.en}, a preset of dyndns2,`, {
    makeWorld: () => makeWorld(preset),
    names: [first, ...several],
    special:
      preset.host === false ? [] : ['example.com', '*.example.com', 'xn--hm-via.example.com'],
    omitted: preset.omitted === 'lost' ? 'lost' : 'kept',
    evidence: 'accepted',
    unchanged: 'alreadyRight',
    naming: (address) => words(200, `good ${address}`),
    firstHalfTells: true,
    ...(preset.statuses?.[200] === 'good' ? { statusTells: true } : {}),
    ...(preset.keyPerHost ? { keyPerHost: true } : {}),
    errors: [],
  });
}
