import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SettingsSession } from '../../electron/desktop/settings-session.ts';
import { createSettingsText } from '../../electron/node/settings-text.ts';
import { computer } from '../support/session-world.ts';

const format = createSettingsText();

/** Long enough that nothing else is the same by chance. */
const secret = fc
  .tuple(
    fc.string({ unit: 'grapheme-ascii', minLength: 12, maxLength: 24 }),
    fc.string({
      unit: fc.constantFrom('"', "'", '\n', '\t', ':', '#', '{', ' ', '密', '🔑', 'é', '\\', '%'),
      maxLength: 6,
    }),
  )
  .map(([text, odd]) => `s${text}${odd}`);

const strong = fc
  .record(
    {
      token: secret,
      port: fc.integer({ min: 1, max: 65_535 }),
      mode: fc.constantFrom('tcp', 'udp'),
      url: fc.webUrl(),
      headers: fc.dictionary(fc.stringMatching(/^[\w/~-]{1,12}$/), secret, { maxKeys: 3 }),
    },
    { requiredKeys: ['token'] },
  )
  .map((fields) => ({ provider: 'strong', ...fields }));
const weak = fc
  .record(
    { password: secret, username: fc.stringMatching(/^u[a-z]{1,8}$/) },
    { requiredKeys: ['password'] },
  )
  .map((fields) => ({ provider: 'weak', ...fields }));

const documents = fc.dictionary(
  fc.stringMatching(/^[A-Za-z0-9_-]{1,10}$/).filter((id) => id !== '__proto__'),
  fc.oneof(strong, weak),
  { minKeys: 1, maxKeys: 3 },
);
type Accounts = typeof documents extends fc.Arbitrary<infer Value> ? Value : never;

function secretsOf(accounts: Accounts): readonly string[] {
  return Object.values(accounts).flatMap((account) =>
    'token' in account
      ? [account.token, ...Object.values(account.headers ?? {})]
      : [account.password],
  );
}

/** A text as it is, and as it might travel. */
function forms(text: string): readonly string[] {
  const bytes = Buffer.from(text);
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
}

function fieldsOf(session: SettingsSession) {
  const { settings } = session.current;
  const accounts = Object.values(settings?.accounts ?? {});
  return accounts.map(({ id, fields }) => [id, fields]);
}

function textOf(accounts: Accounts): string {
  return format.write({ version: 1, accounts: JSON.parse(JSON.stringify(accounts)) }, []);
}

it('no secret stands in the file, the text or the export', async () => {
  await fc.assert(
    fc.asyncProperty(documents, async (accounts) => {
      const here = computer();
      const session = await here.start();
      expect(await session.save(textOf(accounts))).toEqual({ saved: true });
      const { secrets, troubles, problems } = session.current;
      const seen = [
        JSON.stringify(here.disk),
        session.text(),
        await session.exportText(null),
        JSON.stringify([secrets, troubles, problems]),
      ];
      for (const text of secretsOf(accounts)) {
        expect(session.current.secretTexts).toContain(text);
        for (const form of forms(text)) {
          for (const each of seen) expect(each.includes(form)).toBe(false);
        }
      }
      expect(await session.save(session.text())).toEqual({ saved: true });
      const later = await here.start();
      expect(fieldsOf(later)).toEqual(fieldsOf(session));
      expect(fieldsOf(later).map(([, fields]) => fields)).not.toContain(undefined);
    }),
    { numRuns: 150 },
  );
});

it('a sealed export restores every secret on another computer', async () => {
  await fc.assert(
    fc.asyncProperty(
      documents,
      fc.string({ minLength: 1, maxLength: 20 }),
      async (accounts, pass) => {
        const session = await computer().start();
        await session.save(textOf(accounts));
        const exported = await session.exportText(pass);
        for (const text of secretsOf(accounts)) {
          for (const form of forms(text)) expect(exported.includes(form)).toBe(false);
        }
        const other = await computer().start();
        const { id } = await other.openImport('f.yml', exported);
        expect(await other.unsealImport(id, pass)).toMatchObject({ missing: [], problems: [] });
        expect(await other.confirmImport(id)).toEqual({ saved: true });
        expect(fieldsOf(other)).toEqual(fieldsOf(session));
      },
    ),
    { numRuns: 6 },
  );
});
