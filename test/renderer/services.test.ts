import { expect, it } from 'vitest';
import type { ServiceForm } from '../../electron/contract/forms.ts';
import type { Reply } from '../../electron/contract/ipc.ts';
import { describeReal } from '../support/real.ts';
import { emptySettingsForm } from './forms-sample.ts';
import { serviceFormSample } from './services-sample.ts';
import { snapshotSample } from './snapshot-sample.ts';
import { ok, useWindows } from './window-driver.ts';

describeReal('the form of a service', ['chromium'], () => {
  const open = useWindows();

  it('is in the language that it was asked for in, however late it comes', async () => {
    const held: (() => void)[] = [];
    const none = { accounts: [], records: [] };
    const { page, push } = await open({
      on: 'setup',
      snapshot: snapshotSample(none),
      answers: {
        settingsForm: () => ok(emptySettingsForm),
        serviceForm: ({ service, language }) =>
          new Promise<Reply<ServiceForm>>((resolve) => {
            held.push(() => resolve(ok(serviceFormSample(service, language))));
          }),
      },
    });
    await page.getByRole('searchbox').fill('cloudflare');
    await page.getByRole('searchbox').press('Enter');
    await expect.poll(() => held.length).toBe(1);
    await push('snapshot', snapshotSample({ ...none, language: 'zh-CN' }));
    await expect.poll(() => held.length).toBe(2);
    for (const answer of held) answer();
    await page.getByText('API 令牌', { exact: true }).waitFor();
    await push('snapshot', snapshotSample(none));
    await page.getByText('API token', { exact: true }).waitFor();
    expect(held).toHaveLength(2);
  });
});
