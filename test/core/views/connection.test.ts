import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../electron/core/connection.ts';
import { accountsData } from '../../../electron/core/views/connection.ts';
import { accountsPage } from '../../../electron/core/views/connection-page.ts';
import { plainStyle, renderPage } from '../../../electron/core/views/page.ts';
import { digitalocean } from '../../../electron/providers/digitalocean.ts';
import { change } from '../../support/conformance/world.ts';

const { record } = change('home.example.com', '81.2.69.142');

function shown(zone: string, value: string) {
  const connection: Connection = {
    kind: 'works',
    zones: [zone],
    records: [{ record, found: { values: [value], ttl: 60 } }],
  };
  const data = accountsData([{ id: 'home', provider: 'digitalocean', connection }]);
  return {
    data,
    lines: renderPage(
      accountsPage(data, () => digitalocean, 'en'),
      plainStyle,
    ),
  };
}

describe('what an account shows, for people', () => {
  it.each([
    ['escape sequences', '\u001b]0;owned\u0007\u001b[2Ja.example', ' ]0;owned [2Ja.example'],
    ['line breaks', 'a.example\r\n  b.example\u2028c', 'a.example   b.example c'],
    ['bidi marks', '\u202ea.example\u2066', ' a.example '],
    ['controls of eight bits', '\u009b2Ja.example', ' 2Ja.example'],
  ])('holds no %s of the service', (_, hostile, harmless) => {
    const { lines } = shown(hostile, hostile);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toBe(`  ${harmless}`);
    expect(lines[2]).toContain(harmless);
    expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });

  it('is cut where the service shows what is too long for a name', () => {
    const { lines } = shown('z'.repeat(5000), 'v'.repeat(5000));
    expect(lines[1]).toBe(`  ${'z'.repeat(252)}…`);
    expect(lines[2]).toContain(`${'v'.repeat(252)}…`);
    expect(lines[2]?.length).toBeLessThan(400);
  });

  it('is in the data as it came', () => {
    const hostile = '\u001b[2J\u202e\n';
    const { data } = shown(hostile, hostile);
    expect(data.accounts[0]).toMatchObject({
      zones: [hostile],
      records: [{ values: [hostile] }],
    });
  });
});
