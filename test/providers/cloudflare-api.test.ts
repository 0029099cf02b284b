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
});
