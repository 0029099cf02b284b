import { describe, expect, it } from 'vitest';
import { cloudflareApi } from '../../electron/providers/cloudflare/api.ts';
import { testContext } from '../support/provider-context.ts';

describe('a list of the Cloudflare API', () => {
  it('ends, however many pages an answer promises', async () => {
    let sent = 0;
    const body = JSON.stringify({
      success: true,
      result: [{ id: 'z', name: 'example.com', status: 'active' }],
      result_info: { total_pages: 1_000_000_000 },
    });
    const send = async () => {
      sent += 1;
      if (sent > 1000) throw new Error('it goes on for ever');
      return { status: 200, headers: {}, body };
    };
    await cloudflareApi('token', testContext({ http: { send } })).list();
    expect(sent).toBe(200);
  });

  it.each([
    ['zones', 130_000],
    ['zones', 60_000],
    ['records', 130_000],
    ['records', 60_000],
  ] as const)(
    'of %s is not read where it has more than we have room for (%i a page)',
    async (what, size) => {
      const one =
        what === 'zones'
          ? { id: 'z', name: 'a.example' }
          : { id: 'r', type: 'TXT', name: 'a.example' };
      const body = JSON.stringify({
        success: true,
        result: Array.from({ length: size }, () => one),
        result_info: { total_pages: 3 },
      });
      const send = async () => ({ status: 200, headers: {}, body });
      const api = cloudflareApi('token', testContext({ http: { send } }));
      if (what === 'zones') await expect(api.list()).rejects.toMatchObject({ tooLarge: true });
      else expect(await api.whole({ id: 'z', name: 'a.example' }, 100)).toBeUndefined();
    },
  );
});
