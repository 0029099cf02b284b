import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import type { FieldProblem, WatchingForm } from '../../electron/contract/forms.ts';
import type { Language } from '../../electron/contract/language.ts';
import { describeReal } from '../support/real.ts';
import { expectNoBarriers } from './barriers.ts';
import { settingsFormSample } from './forms-sample.ts';
import { watchingChoicesSample } from './services-sample.ts';
import { snapshotSample } from './snapshot-sample.ts';
import { type Answers, ok, useWindows } from './window-driver.ts';

const plain = settingsFormSample().watching;

function withIpv4(ipv4: WatchingForm['sources']['ipv4']): WatchingForm {
  return { ...plain, sources: { ipv4, ipv6: 'default' } };
}

function withNetworks(networks: Partial<WatchingForm['networks']>): WatchingForm {
  return { ...plain, networks: { ...plain.networks, ...networks } };
}

const ipify = { kind: 'builtIn', id: 'ipify' } as const;
const own = { kind: 'url', url: 'https://ip.example.com/' } as const;

function ipv4Of(page: Page) {
  return page.getByRole('region', { name: 'Public IPv4 address' });
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
}

/** What the settings have, what the user does, and what is saved. */
const edits: readonly (readonly [
  string,
  WatchingForm,
  (page: Page) => Promise<unknown>,
  WatchingForm,
])[] = [
  [
    'another interval',
    plain,
    (page) => page.getByLabel('Interval between checks').fill('5m'),
    { ...plain, interval: '5m' },
  ],
  [
    'the usual timeout',
    { ...plain, timeout: '3s' },
    (page) => page.getByLabel('Longest wait').fill(''),
    plain,
  ],
  [
    'no IPv4',
    plain,
    (page) => ipv4Of(page).getByLabel('Sources', { exact: true }).selectOption('off'),
    withIpv4('off'),
  ],
  [
    'every source again',
    withIpv4([ipify]),
    (page) => ipv4Of(page).getByLabel('Sources', { exact: true }).selectOption('default'),
    plain,
  ],
  [
    'a choice, which begins with the usual ones',
    plain,
    (page) => ipv4Of(page).getByLabel('Sources', { exact: true }).selectOption('chosen'),
    withIpv4(
      ['ipify', 'identme', 'amazon', 'icanhazip', 'ip3322'].map((id) => ({ kind: 'builtIn', id })),
    ),
  ],
  [
    'one more source',
    withIpv4([ipify, own]),
    (page) =>
      ipv4Of(page)
        .getByRole('checkbox', { name: /ifconfigme/ })
        .check(),
    withIpv4([ipify, own, { kind: 'builtIn', id: 'ifconfigme' }]),
  ],
  [
    'one source less, which this version does not know',
    withIpv4([{ kind: 'builtIn', id: 'gone' }, ipify]),
    (page) => ipv4Of(page).getByRole('checkbox', { name: /gone/ }).uncheck(),
    withIpv4([ipify]),
  ],
  [
    'a web address',
    withIpv4([ipify]),
    async (page) => {
      await ipv4Of(page).getByRole('button', { name: 'Add web address' }).click();
      await page.keyboard.type('https://ip.example.com/');
    },
    withIpv4([ipify, own]),
  ],
  [
    'a network interface that is not there now',
    withIpv4([ipify]),
    async (page) => {
      await ipv4Of(page).getByRole('button', { name: 'Add interface' }).click();
      await page.keyboard.type('ppp0');
    },
    withIpv4([ipify, { kind: 'interface', name: 'ppp0' }]),
  ],
  [
    'a command',
    withIpv4([]),
    async (page) => {
      await ipv4Of(page).getByRole('button', { name: 'Add command' }).click();
      await page.getByText('This command is run on this computer').waitFor();
      await page.keyboard.type('my-ip -4');
    },
    withIpv4([{ kind: 'command', command: 'my-ip -4' }]),
  ],
  [
    'less by one of the own ones',
    withIpv4([own, ipify, { kind: 'command', command: 'my-ip' }]),
    (page) =>
      page.getByRole('button', { name: 'Remove: Web address https://ip.example.com/' }).click(),
    withIpv4([ipify, { kind: 'command', command: 'my-ip' }]),
  ],
  [
    'servers, without the empty lines',
    plain,
    async (page) => {
      await page.getByText('Advanced').click();
      await page.getByLabel('Servers that find').fill('9.9.9.9\n\n  [2620:fe::fe]:53 \n');
    },
    { ...plain, resolvers: ['9.9.9.9', '[2620:fe::fe]:53'] },
  ],
  [
    'the usual servers',
    { ...plain, publicResolvers: ['9.9.9.9'] },
    (page) => page.getByLabel('Public servers').fill('\n'),
    plain,
  ],
  [
    'this network as the only one',
    plain,
    (page) => page.getByRole('checkbox', { name: 'Home (this network)' }).check(),
    withNetworks({ approved: 'Home' }),
  ],
  [
    'one more network',
    withNetworks({ approved: 'Office' }),
    (page) => page.getByRole('checkbox', { name: /^Router 00:11:22:33:44:55/ }).check(),
    withNetworks({ approved: 'Office\n00:11:22:33:44:55' }),
  ],
  [
    'every network again',
    withNetworks({ approved: 'Office' }),
    (page) => page.getByRole('checkbox', { name: 'Office' }).uncheck(),
    plain,
  ],
  [
    'adapters that are left out',
    plain,
    (page) => page.getByLabel('Adapters that are left out').fill('docker*\nvEth*'),
    withNetworks({ ignore: 'docker*\nvEth*' }),
  ],
  [
    'no adapter left out',
    withNetworks({ ignore: 'docker*' }),
    (page) => page.getByLabel('Adapters that are left out').fill(''),
    plain,
  ],
  [
    'an adapter that asks',
    plain,
    (page) => page.getByLabel('Adapter that asks').selectOption('Wi-Fi'),
    withNetworks({ bind: 'Wi-Fi' }),
  ],
  [
    'whichever adapter the system takes',
    withNetworks({ bind: 'Wi-Fi' }),
    (page) => page.getByLabel('Adapter that asks').selectOption('As the system routes'),
    plain,
  ],
  [
    'the address of a VPN',
    plain,
    (page) => page.getByRole('switch', { name: 'Follow the address of a VPN' }).click(),
    withNetworks({ tunnels: 'true' }),
  ],
  [
    'no address of a VPN',
    withNetworks({ tunnels: 'true' }),
    (page) => page.getByRole('switch', { name: 'Follow the address of a VPN' }).click(),
    plain,
  ],
];

describeReal('the page of the watching', ['chromium'], () => {
  const show = useWindows();
  const open = (watching: WatchingForm = plain, more: Answers = {}) =>
    show({
      on: 'watching',
      answers: { settingsForm: () => ok(settingsFormSample({ watching })), ...more },
    });

  it.each(edits)('saves %s', async (_, before, act, watching) => {
    const { page, sent } = await open(before);
    await page.getByLabel('Interval between checks').waitFor();
    await act(page);
    await save(page);
    await expect
      .poll(() => sent)
      .toEqual([{ name: 'saveEdit', argument: { edit: { kind: 'watching', watching } } }]);
  });

  it('tells what is known and what is usual, and asks for the choices once', async () => {
    const { page, everySent } = await open();
    await ipv4Of(page).getByText('203.0.113.7').waitFor();
    await page.getByText('No connection over IPv6.').waitFor();
    await page.getByText('two sources of different operators agree').waitFor();
    const interval = page.getByLabel('Interval between checks');
    expect(await interval.getAttribute('placeholder')).toBe('1m');
    await interval.fill('2m');
    expect(everySent.filter(({ name }) => name === 'watchingChoices')).toHaveLength(1);
    await expectNoBarriers(page);
  });

  it('offers the sources and interfaces that tell such an address', async () => {
    const ipv6 = [{ kind: 'interface', name: 'Ethernet' }] as const;
    const { page } = await open({ ...plain, sources: { ipv4: [ipify], ipv6 } });
    const region = page.getByRole('region', { name: 'Public IPv6 address' });
    await region.getByText('2001:db8:5:1::7').waitFor();
    expect(await region.getByRole('checkbox').count()).toBe(3);
    expect(await ipv4Of(page).getByRole('checkbox').count()).toBe(6);
    await region.getByLabel('Network interface', { exact: true }).fill('Wi-Fi');
    await region.getByText('There is no public IPv6 address on it now.').waitFor();
    await expectNoBarriers(page);
  });

  it('brings back what was chosen after a look at another mode', async () => {
    const { page } = await open(withIpv4([ipify, own]));
    const mode = ipv4Of(page).getByLabel('Sources', { exact: true });
    await mode.selectOption('off');
    await mode.selectOption('default');
    await mode.selectOption('chosen');
    expect(await page.getByRole('textbox', { name: 'Web address' }).inputValue()).toBe(own.url);
    expect(
      await page.getByRole('button', { name: 'Save', exact: true }).getAttribute('aria-disabled'),
    ).toBe('true');
  });

  const troubles: readonly (readonly [FieldProblem, string])[] = [
    [{ field: 'interval', message: 'Too short.' }, 'Interval between checks'],
    [{ field: 'sources/ipv4', message: 'Choose two operators.' }, 'Sources'],
    [{ field: 'sources/ipv4/0', message: 'There is no such source.' }, 'ipify'],
    [{ field: 'sources/ipv4/1/url', message: 'This is no web address.' }, 'Web address'],
    [{ field: 'sources/ipv4/2/interface', message: 'Fill this in.' }, 'Network interface'],
    [{ field: 'resolvers/1', message: 'This is no server.' }, 'Servers that find'],
    [{ field: 'networks/ignore', message: 'Not this one.' }, 'Adapters that are left out'],
    [{ field: 'networks/bind', message: 'It is left out.' }, 'Adapter that asks'],
  ];

  it.each(troubles)('shows %j at its field, and leads there', async (problem, label) => {
    const problems = [problem];
    const watching = {
      ...withIpv4([ipify, own, { kind: 'interface', name: 'eth9' }]),
      resolvers: ['9.9.9.9', 'x'],
    };
    const { page } = await open(watching, {
      checkEdit: () => ok({ problems }),
      saveEdit: () => ok({ saved: false, problems }),
    });
    await page.getByLabel('Longest wait').fill('1s');
    await save(page);
    await page.getByText(problem.message).waitFor();
    const marked = page.locator('[aria-invalid="true"]');
    expect(await marked.count()).toBe(1);
    expect(await page.getByLabel(label).and(marked).count()).toBe(1);
    await expect.poll(() => page.locator('[aria-invalid="true"]:focus').count()).toBe(1);
    await expectNoBarriers(page);
  });

  it('tells a problem of a field that is folded away', async () => {
    const problems = [{ field: 'resolvers/0', message: 'This is no server.' }];
    const { page } = await open(
      { ...plain, resolvers: ['x'] },
      { checkEdit: () => ok({ problems }), saveEdit: () => ok({ saved: false, problems }) },
    );
    await page.getByText('Advanced').click();
    await page.getByLabel('Longest wait').fill('1s');
    await save(page);
    await page.getByRole('alert').filter({ hasText: 'This is no server.' }).waitFor();
  });

  it('shows what is wrong with the approved networks, and leads there', async () => {
    const problems = [{ field: 'networks/approved', message: 'This is no network.' }];
    const { page } = await open(withNetworks({ approved: 'Office' }), {
      checkEdit: () => ok({ problems }),
      saveEdit: () => ok({ saved: false, problems }),
    });
    const group = page.getByRole('group', { name: 'Work only in these networks' });
    await group.getByRole('checkbox', { name: 'Home' }).check();
    await save(page);
    await group.getByText('This is no network.').waitFor();
    await expect.poll(() => group.locator('input:focus').count()).toBe(1);
    await expectNoBarriers(page);
  });

  it('asks for the choices again in another language', async () => {
    let language: Language = 'en';
    const { page, push } = await open(plain, {
      watchingChoices: () => ok(watchingChoicesSample({}, language)),
    });
    await page.getByRole('region', { name: 'Networks and adapters' }).waitFor();
    language = 'zh-CN';
    await push('snapshot', snapshotSample({ language }));
    await page.getByRole('region', { name: '网络与适配器' }).waitFor();
    await expectNoBarriers(page);
  });

  it('goes without rules where nobody knows the networks', async () => {
    const { page } = await open(plain, {
      watchingChoices: () => ok(watchingChoicesSample({ networks: undefined })),
    });
    await page.getByLabel('Longest wait').waitFor();
    expect(await page.getByRole('region', { name: 'Networks and adapters' }).count()).toBe(0);
  });

  it('keeps the focus when a source is removed', async () => {
    const { page } = await open(withIpv4([ipify, own]));
    await page.getByRole('button', { name: /^Remove: Web address/ }).press('Enter');
    await expect.poll(() => page.locator('button:focus').innerText()).toBe('Add web address');
  });

  it('says why there is nothing to choose among', async () => {
    const { page } = await open(plain, {
      watchingChoices: () => ({ ok: false, message: 'The sources are not known.' }),
    });
    await page.getByRole('alert').filter({ hasText: 'The sources are not known.' }).waitFor();
  });

  it('says where the settings have more than it can show', async () => {
    const { page } = await open(plain, {
      settingsForm: () => ok(settingsFormSample({ odd: ['watching'] })),
    });
    await page.getByText('cannot be shown here').waitFor();
    await page.getByRole('button', { name: 'Settings as text' }).click();
    await page.getByRole('textbox', { name: 'Settings text' }).waitFor();
  });
});
