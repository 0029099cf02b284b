import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderDocument } from '../../electron/core/document/order.ts';
import { createSettingsText } from '../../electron/node/settings-text.ts';
import { testProviders } from '../support/settings-world.ts';

const format = createSettingsText();

describe('settings as text', () => {
  it('read as what was written, whatever the texts look like', () => {
    const scalar = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom('yes', 'no', 'off', '0x1f', '1e3', '~', '', ' x ', '- a', '*a', '!b', '#c'),
      fc.constantFrom('a: b', 'x\n\ny\n', '\n', '2026-01-01', '"', "'", '...', '---', '%a', 'NULL'),
    );
    const key = fc.string({ unit: 'grapheme-ascii', minLength: 1 });
    const value = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        scalar,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.oneof(key, fc.constantFrom('env', 'secret', 'y', '1')), tie('tree'), {
          maxKeys: 3,
        }),
      ),
    })).tree;
    fc.assert(
      fc.property(fc.dictionary(key, value, { minKeys: 1 }), (document) => {
        const read = format.read(format.write(document, ['a comment']));
        expect(read.ok && JSON.stringify(read.value)).toBe(JSON.stringify(document));
      }),
      { numRuns: 500 },
    );
  });

  it('writes the same value twice rather than once and a reference to it', () => {
    const same = { env: 'X' };
    expect(format.write({ a: same, b: same }, [])).toBe('a: { env: X }\nb: { env: X }\n');
  });

  it('keeps a long text on its line, and a header in its comment', () => {
    const long = 'word '.repeat(60).trim();
    const written = format.write({ a: long }, ['one\nversion: 2\u2028three']);
    expect(written).toBe(`# one\n# version: 2\n# three\na: ${long}\n`);
  });
});

describe('the order of the documentation', () => {
  it('is that of the keys, of the fields of an account and of a record', () => {
    const document = {
      verify: { publicResolvers: [], resolvers: [] },
      records: [{ ttl: 60, account: 'b', name: 'x.example.com' }],
      unknown: 1,
      accounts: { b: { url: 'u', odd: 1, token: 't', provider: 'strong' }, a: { provider: 'x' } },
      log: { file: 'f', level: 'info' },
      version: 1,
    };
    const ordered = orderDocument(document, { providers: testProviders });
    expect(ordered).toEqual(document);
    expect(JSON.stringify(ordered)).toBe(
      JSON.stringify({
        version: 1,
        log: { level: 'info', file: 'f' },
        accounts: { b: { provider: 'strong', token: 't', url: 'u', odd: 1 }, a: { provider: 'x' } },
        records: [{ name: 'x.example.com', account: 'b', ttl: 60 }],
        verify: { resolvers: [], publicResolvers: [] },
        unknown: 1,
      }),
    );
  });
});
