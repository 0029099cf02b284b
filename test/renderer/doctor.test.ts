import { expect, it } from 'vitest';
import type { StepView, VerdictView } from '../../electron/contract/doctor.ts';
import { describeReal } from '../support/real.ts';
import { expectNoBarriers } from './barriers.ts';
import { snapshotSample } from './snapshot-sample.ts';
import { type Answers, ok, useWindows } from './window-driver.ts';

const step = (more: Partial<StepView>): StepView => ({
  state: 'good',
  label: 'good',
  title: 'Link',
  sentence: 'This computer is connected through eth0.',
  evidence: [],
  next: '',
  ...more,
});

const bad = step({
  state: 'bad',
  label: 'problem',
  title: 'Account home',
  sentence: 'Its credentials can no longer be read on this computer.',
  evidence: ['Seen: nothing.'],
  next: 'Enter them again in the settings.',
});

const verdict: VerdictView = {
  kind: 'caution',
  title: 'Your router stands behind another router',
  text: 'Over IPv4 a connection from outside ends there. Forward the ports on both.',
  evidence: ['Seen: the router says 10.0.0.7.'],
};

const button = { name: 'Examine the connection' };

describeReal('the connection on the first page', ['chromium'], () => {
  const show = useWindows();

  it('says what stands in the way, what it means and what was seen', async () => {
    const { page } = await show({ snapshot: snapshotSample({ verdicts: [verdict] }) });
    const card = page.locator('.banner.caution').filter({ hasText: verdict.title });
    const text = await card.innerText();
    for (const part of [verdict.text, ...verdict.evidence]) expect(text).toContain(part);
    await expectNoBarriers(page);
  });

  it('examines when it is asked to, and shows each step', async () => {
    const answers: Answers = { doctor: () => ok([step({}), bad]) };
    const { page, sent } = await show({ answers });
    expect(sent.filter(({ name }) => name === 'doctor')).toEqual([]);
    await page.getByRole('button', button).click();
    const row = page.getByRole('listitem').filter({ hasText: bad.title });
    await row.waitFor();
    const text = await row.innerText();
    for (const part of ['problem', bad.sentence, bad.next, ...bad.evidence]) {
      expect(text).toContain(part);
    }
    await page.getByText('Examined.').waitFor();
    await expectNoBarriers(page);
  });

  it('shows the steps that are done while others are under way', async () => {
    const answers: Answers = { doctor: () => new Promise(() => undefined) };
    const { page, push } = await show({ answers });
    await page.getByRole('button', button).click();
    await page.getByRole('button', { name: 'Examining' }).waitFor();
    await push('doctor', [step({})]);
    await page.getByText('This computer is connected through eth0.').waitFor();
  });

  it('ends it when the user leaves the page', async () => {
    const answers: Answers = { doctor: ({ on }) => (on ? new Promise(() => undefined) : ok([])) };
    const { page, sent } = await show({ answers });
    await page.getByRole('button', button).click();
    await page.getByRole('button', { name: 'Examining' }).waitFor();
    await page.getByRole('button', { name: 'Records' }).first().click();
    const last = () => sent.filter(({ name }) => name === 'doctor').at(-1)?.argument;
    await expect.poll(last).toEqual({ on: false, language: 'en' });
  });

  it('has nothing to end where nothing is under way', async () => {
    const { page, sent } = await show({ answers: { doctor: () => ok([]) } });
    await page.getByRole('button', button).click();
    await page.getByText('Examined.').waitFor();
    await page.getByRole('button', { name: 'Records' }).first().click();
    await page.locator('#doctor-title').waitFor({ state: 'detached' });
    expect(sent.filter(({ name }) => name === 'doctor')).toHaveLength(1);
  });

  it('says why it could not', async () => {
    const message = 'The settings cannot be used, so there is nothing to examine with.';
    const { page } = await show({ answers: { doctor: () => ({ ok: false, message }) } });
    await page.getByRole('button', button).click();
    await page.getByRole('alert').filter({ hasText: message }).waitFor();
  });
});
