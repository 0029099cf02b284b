import { describe, expect, it } from 'vitest';
import { failure, failureKinds } from '../../../electron/core/outcome.ts';
import { emptyState, type WaitingNotice } from '../../../electron/core/state.ts';
import { channelSentence } from '../../../electron/core/views/channel-failure.ts';
import {
  channelMessage,
  healthOf,
  type MessageWorld,
  testMessage,
} from '../../../electron/core/views/channel-message.ts';
import type { Notice } from '../../../electron/core/views/notices.ts';
import {
  account,
  homeV4,
  homeV6,
  nextV4,
  record,
  settingsOf,
} from '../../support/core-world-parts.ts';

const v4 = record('home.example.com');
const v6 = record('home.example.com', 'AAAA');
const nas = record('nas.example.com');

const world: MessageWorld = {
  state: {
    ...emptyState,
    families: { ipv4: { turn: 0, address: nextV4 }, ipv6: { turn: 0, address: homeV6 } },
  },
  settings: settingsOf([v4, v6, nas], [account('home')]),
  find: () => undefined,
  language: 'en',
  actions: 'cli',
};

const changed: Notice = {
  kind: 'published',
  address: nextV4,
  before: homeV4,
  records: [v4.id],
};

function problem(detail = 'no such token', records = [v6.id]): Notice {
  return {
    kind: 'problem',
    problem: {
      kind: 'failure',
      key: 'account/home/auth',
      account: 'home',
      failure: 'auth',
      detail,
      records,
      since: 0,
      stopped: true,
    },
  };
}

const disagree: Notice = {
  kind: 'problem',
  problem: { kind: 'disagree', key: 'sources/ipv4', family: 'ipv4' },
};

function message(notices: readonly Notice[], more: Partial<MessageWorld> = {}) {
  const waiting = notices.map((notice, at): WaitingNotice => ({ at, notice }));
  return channelMessage('id', waiting, { ...world, ...more });
}

describe('a message', () => {
  it('of one thing has its title and its whole sentence', () => {
    expect(message([changed])).toMatchObject({
      id: 'id',
      event: 'changed',
      language: 'en',
      title: `New address: ${nextV4.text}`,
      body: `The address changed from ${homeV4.text} to ${nextV4.text}; written to home.example.com A.`,
      at: 0,
    });
    expect(message([problem()]).body).toContain('ddns-tray update --force');
  });

  it('of several counts them, with a line for each in their order', () => {
    const both = message([problem(), changed]);
    expect(both).toMatchObject({ event: 'action', title: '2 messages from DDNS Tray', at: 1 });
    expect(both.body.split('\n')).toEqual([message([problem()]).body, message([changed]).body]);
  });

  it('is in the language that it is asked for', () => {
    const both = message([problem(), changed], { language: 'zh-CN' });
    expect(both.title).toBe('DDNS Tray 的 2 条消息');
    expect(both.body).toContain(`地址`);
    expect(message([problem()], { language: 'zh-CN' }).title).toContain('需要处理');
  });

  it('names what the window has where the app has one', () => {
    const desktop = { actions: 'desktop' } as const;
    for (const notice of [problem(), disagree]) {
      expect(message([notice]).body).toContain('ddns-tray ');
      expect(message([notice], desktop).body).not.toContain('ddns-tray ');
    }
  });

  it('is plain lines of a bounded length, whatever a service said', () => {
    const hostile = `a\nb\u202e${'x'.repeat(900)}`;
    const one = message([problem(hostile)]);
    expect(one.body).not.toMatch(/[\n\u202e]/);
    const many = message(Array.from({ length: 200 }, () => problem(hostile)));
    expect(many.title.length).toBeLessThanOrEqual(200);
    expect(many.body.length).toBeLessThanOrEqual(3500);
    expect(many.body.split('\n').at(-1)).toMatch(/^… and \d+ more\.$/);
    const names = Array.from({ length: 400 }, (_, at) => `home/host-${at}.example.com/A`);
    expect(message([problem('', names)]).body.length).toBeLessThanOrEqual(3500);
  });
});

describe('the facts of a message', () => {
  it('tell what became of each family', () => {
    expect(message([changed]).facts).toEqual({
      ipv4: {
        address: nextV4.text,
        before: homeV4.text,
        result: 'updated',
        names: ['home.example.com'],
      },
      ipv6: {
        address: homeV6.text,
        before: undefined,
        result: 'unchanged',
        names: ['home.example.com'],
      },
    });
  });

  it('call a family failed where any of its records failed, or its sources disagree', () => {
    const { ipv4, ipv6 } = message([changed, problem('', [nas.id, v6.id])]).facts;
    expect([ipv4.result, ipv6.result]).toEqual(['failed', 'failed']);
    expect(ipv4.names).toEqual(['home.example.com', 'nas.example.com']);
    expect(message([disagree]).facts.ipv4.result).toBe('failed');
    expect(message([disagree]).facts.ipv6.result).toBe('unchanged');
  });

  it('name all records of a family where the message is about none', () => {
    expect(message([disagree]).facts.ipv4.names).toEqual(['home.example.com', 'nas.example.com']);
    const test = testMessage('id', 7, world);
    expect(test).toMatchObject({ event: 'test', at: 7 });
    expect(test.facts.ipv4.names).toHaveLength(2);
  });
});

describe('health', () => {
  it('is up while nothing is worth telling', () => {
    expect(healthOf(world, 0)).toEqual({ state: 'up', text: 'Nothing needs attention.' });
  });

  it('is down with the weightiest problem, on one line', () => {
    const stopped = { kind: 'auth', detail: 'no\nsuch token', at: 0 } as const;
    const state = {
      ...world.state,
      families: {
        ...world.state.families,
        ipv4: { turn: 0, last: { kind: 'disagree', voices: [], silent: [] } as const },
      },
      records: { [v4.id]: { failures: 1, stopped, last: stopped } },
    };
    const health = healthOf({ ...world, state }, 0);
    expect(health.state).toBe('down');
    expect(health.text).toMatch(/^reading refused the credentials.*“no such token”/);
  });
});

describe("the sentence for a channel's failure", () => {
  const service = {
    name: { en: 'Acme Pager', 'zh-CN': '艾克米' },
    docs: 'https://acme.example/docs',
  };

  it.each(failureKinds)('of the kind %s names the channel, in both languages', (kind) => {
    for (const language of ['en', 'zh-CN'] as const) {
      const text = channelSentence({ id: 'phone', service, kind, stopped: false }, language);
      expect(text).toContain(service.name[language]);
      expect(text).toContain('“phone”');
      expect(text).not.toContain('undefined');
    }
  });

  it('says what may have happened, what was said, and what follows', () => {
    const { detail } = failure('network', 'no answer');
    const known = { id: 'phone', service, kind: 'network', detail } as const;
    const text = channelSentence({ ...known, unconfirmed: true, stopped: false }, 'en');
    expect(text).toMatch(/^Could not confirm that the message reached Acme Pager.*“no answer”/);
    expect(channelSentence({ ...known, stopped: true }, 'en')).toContain('update --force');
    expect(channelSentence({ ...known, stopped: true }, 'en', 'desktop')).not.toContain(
      'ddns-tray',
    );
    expect(channelSentence({ ...known, stopped: false, nextTry: 0 }, 'en')).toContain('1970');
  });
});
