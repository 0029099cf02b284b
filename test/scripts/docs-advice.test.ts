import { describe, expect, it } from 'vitest';
import type { Provider } from '../../electron/core/provider.ts';
import { gandi } from '../../electron/providers/gandi.ts';
import { generatedDocs } from '../../scripts/generate-docs.ts';
import { providers } from '../support/registered.ts';

const docs = generatedDocs({ providers, channels: [] });

function text(name: string): string {
  return docs.get(`docs/${name}`) ?? '';
}

it('leads from a preset to the provider of the same credentials, or says that it is another way', () => {
  const overview = text('providers.md');
  const same = (id: string) => `, also as [\`provider: ${id}\`](providers/${id}.md)`;
  const api = (id: string) => `, or by its API: [\`provider: ${id}\`](providers/${id}.md)`;
  expect(overview).toContain(`${same('ovh-dynhost')}${api('ovh')} | \`ovh\` |`);
  for (const id of ['noip', 'dyn', 'dynu', 'he']) expect(overview).toContain(same(id));
  for (const id of ['njalla', 'dynv6', 'desec']) {
    expect(overview).toContain(api(id));
    expect(overview).not.toContain(same(id));
  }
});

it('names those that were tried against more than an emulator', () => {
  const link = '[Gandi](providers/gandi.md)';
  const triedIn = (triedAgainst: Provider['triedAgainst']) =>
    /^\*\*Tried against:.*$/m.exec(
      generatedDocs({ providers: [{ ...gandi, triedAgainst }], channels: [] }).get(
        'docs/providers.md',
      ) ?? '',
    )?.[0];
  expect(triedIn('emulator')).not.toContain('except');
  expect(triedIn('server')).toContain(`, except ${link} (the real server software).`);
  expect(triedIn('service')).toContain(`, except ${link} (the live service).`);
});

describe('the page of a provider', () => {
  it.each(providers.map(({ id }) => id))('%s has an example that keeps to its own advice', (id) => {
    const page = text(`providers/${id}.md`);
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    const [, ttl] = /ttl: (\d+)/.exec(example) ?? [];
    const [, least = '0'] =
      /no TTL below (\d+)|A TTL below (\d+)/.exec(page)?.filter(Boolean) ?? [];
    const [, list] = /^- .*TTL.*?((?:\d+, )+\d+(?: or \d+)?) seconds/m.exec(page) ?? [];
    if (ttl !== undefined) {
      expect(Number(ttl)).toBeGreaterThanOrEqual(Number(least));
      if (list !== undefined) expect(list.split(/, | or /)).toContain(ttl);
    }
    const names = new Set([...example.matchAll(/- name: (\S+)/g)].map(([, name]) => name));
    if (/account here for each name|each name needs an account/.test(page))
      expect(names.size).toBe(1);
    if (/at least one IPv4/.test(page)) expect(example).not.toContain('[AAAA]');
  });

  it('says in both languages which line of an example may go', () => {
    const line = /^ {4}tokenIpv6: .* # (.+)$/m;
    expect(text('providers/freedns.md')).toMatch(line);
    expect(text('providers/freedns.zh-CN.md')).toMatch(line);
    expect(text('providers/freedns.zh-CN.md')).toContain('没有 AAAA 记录时删除此行');
  });

  it.each([
    ['gandi', /^- \*\*Where:/m, '`ddns-tray accounts -c FILE` tries the credentials'],
    ['dyndns2', /^- \*\*Documentation:/m, 'only an update shows'],
    ['webhook', undefined, 'only an update shows'],
  ])('%s promises no page or test of credentials that is not there', (id, where, test) => {
    const page = text(`providers/${id}.md`);
    if (where === undefined) expect(page).not.toMatch(/\*\*(?:Where|Documentation):/);
    else expect(page).toMatch(where);
    expect(page).toContain(test);
  });
});
