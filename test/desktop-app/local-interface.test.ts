import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { describeDesktop } from '../support/desktop/describe.ts';
import { launchWith, patience, storySettings, storyTime } from '../support/desktop-steps.ts';
import { homes, openDesktopWorld, trayShows, webHost } from '../support/desktop-world.ts';
import { freePort } from '../support/local-world.ts';

const record = `{ name: ${webHost}, account: web, types: [A] }`;
const token = 'planted-token-0123456789abcdef';

describeDesktop('commands beside the tray app', () => {
  it('are answered by it, and so is HTTP where the settings want it', storyTime, async () => {
    const world = await openDesktopWorld();
    const port = await freePort();
    const settings = storySettings(world, {
      records: [record],
      more: `api: { listen: "127.0.0.1:${port}", token: ${token} }`,
    });
    const app = await launchWith(world, settings, { args: ['--hidden'] });
    await trayShows(app, /^upToDate/);
    const state = path.join(world.data, 'state');
    const shown = await runCli(['status', '--state', state, '--json']);
    expect(JSON.parse(shown.stdout)).toMatchObject({ ok: true, running: true, folder: state });
    world.address = homes[1];
    const done = await runCli(['update', '--state', state]);
    expect(done.stdout).toContain('Done by the running DDNS Tray');
    expect(done.stdout).toContain(`${webHost}\tA\t${homes[1]}\tupdated`);
    expect(done.status).toBe(0);
    expect(world.held(webHost)).toBe(homes[1]);

    const headers = { authorization: `Bearer ${token}` };
    const metrics = await fetch(`http://127.0.0.1:${port}/metrics`, { headers });
    expect(await metrics.text()).toContain('ddns_tray_checks_total{trigger="user"} 1');
    await app.quit();
    await expect.poll(() => existsSync(path.join(state, 'control.json')), patience).toBe(false);
    const gone = await runCli(['status', '--state', state, '--json']);
    expect(JSON.parse(gone.stdout)).toMatchObject({ ok: true, running: false });
  });
});
