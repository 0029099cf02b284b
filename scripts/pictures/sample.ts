import type { SettingsForm } from '../../electron/contract/forms.ts';
import type { Language } from '../../electron/contract/language.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { recordFormSample, settingsFormSample } from '../../test/renderer/forms-sample.ts';
import {
  accountSample,
  recordSample,
  snapshotSample,
} from '../../test/renderer/snapshot-sample.ts';

/** The moment of all pictures, so that they are the same whenever they are made. */
export const picturedAt = Date.UTC(2026, 10, 22, 12, 34);

const minute = 60_000;

/** A household with two records that are well, and one that the service refuses (RFC 2606, RFC 5737). */
export function picturedSnapshot(language: Language): Snapshot {
  const say = (en: string, zh: string) => (language === 'en' ? en : zh);
  const well = {
    label: say('up to date', '已是最新'),
    sentence: say('The name servers answer with it.', '权威服务器已返回该地址。'),
    provider: 'Cloudflare',
  };
  return snapshotSample(
    {
      language,
      state: 'upToDate',
      headline: say('All 3 records are up to date.', '全部 3 条记录均为最新。'),
      addresses: [
        {
          family: 'ipv4',
          label: 'IPv4',
          address: '203.0.113.7',
          since: picturedAt - 1500 * minute,
          seen: picturedAt - minute,
          sentence: say('Confirmed by ipify and ident.me.', '已由 ipify 和 ident.me 确认。'),
          unused: false,
        },
        {
          family: 'ipv6',
          label: 'IPv6',
          address: '2001:db8:5:1::7',
          since: picturedAt - 300 * minute,
          seen: picturedAt - minute,
          sentence: say('Confirmed by icanhazip and ip.sb.', '已由 icanhazip 和 ip.sb 确认。'),
          unused: false,
        },
      ],
      records: [
        recordSample({ ...well }, picturedAt),
        recordSample({ ...well, type: 'AAAA', address: '2001:db8:5:1::7' }, picturedAt),
        recordSample({ ...well, name: 'nas.example.com' }, picturedAt),
      ],
      accounts: [accountSample()],
      timeline: [
        {
          at: picturedAt - 180 * minute,
          kind: 'written',
          sentence: say(
            'home.example.com (A): 203.0.113.7.',
            'home.example.com（A）：203.0.113.7。',
          ),
        },
        {
          at: picturedAt - 181 * minute,
          kind: 'address',
          sentence: say(
            'The IPv4 address changed from 198.51.100.4 to 203.0.113.7.',
            'IPv4 地址由 198.51.100.4 变为 203.0.113.7。',
          ),
        },
      ],
    },
    picturedAt,
  );
}

/** The settings behind {@link picturedSnapshot}. */
export const picturedForm: SettingsForm = settingsFormSample({
  accounts: [{ id: 'home', service: 'cloudflare', values: { token: { kind: 'kept' } } }],
  records: [
    recordFormSample(),
    recordFormSample({ entry: 1, name: 'nas.example.com', types: ['A'] }),
  ],
});
