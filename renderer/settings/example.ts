const accounts = `accounts:
  home:
    provider: cloudflare
    token: PASTE-TOKEN-HERE
`;

const records = `records:
  - name: home.example.com
    account: home
`;

/** The key with nothing in it, to the end of its line. */
const emptyKey =
  /^(accounts|records):[ \t]*(\{\s*\}|\[\s*\])?[ \t]*(?:\r?\n(?![ \t-])|(?![\s\S]))/gm;

/** What is to be replaced first in the example. */
export const exampleToken = 'PASTE-TOKEN-HERE';

/** A text with an example account and record; undefined where it has some of its own. */
export function withExample(text: string): string | undefined {
  const rest = text.replace(emptyKey, '');
  if (/^["']?(accounts|records)\b/m.test(rest)) return undefined;
  const head = rest.trim() === '' ? 'version: 1' : rest.trim();
  return `${head}\n\n${accounts}\n${records}`;
}
