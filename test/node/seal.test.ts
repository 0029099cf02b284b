import { describe, expect, it } from 'vitest';
import { createSealer } from '../../electron/node/seal.ts';

const place = 'strong/token';
const sealer = createSealer();
const seal = await sealer.sealWith('correct horse');
const sealed = seal('a secret: 密钥 🔑', place);
const bytes = Buffer.from(sealed.slice('ddns1.'.length), 'base64url');

function with_(change: (bytes: Buffer) => Buffer): string {
  return `ddns1.${change(Buffer.from(bytes)).toString('base64url')}`;
}

/** The same text with one byte another. */
function flipped(at: number): string {
  return with_((copy) => {
    const index = at < 0 ? copy.length + at : at;
    copy[index] = (copy[index] ?? 0) ^ 1;
    return copy;
  });
}

describe('a sealed text', () => {
  it('opens with its passphrase at its place', async () => {
    const open = sealer.unsealWith('correct horse');
    expect(await open(sealed, place)).toEqual({ ok: true, text: 'a secret: 密钥 🔑' });
  });

  it('is another each time, and of one key for one file', () => {
    const other = seal('a secret: 密钥 🔑', place);
    expect(other).not.toBe(sealed);
    expect(other.slice(0, 30)).toBe(sealed.slice(0, 30));
    expect(sealed).toMatch(/^ddns1\.[A-Za-z0-9_-]+$/);
  });

  it('opens however the keyboard composes an accent', async () => {
    const text = (await sealer.sealWith('caf\u00e9'))('x', place);
    expect(await sealer.unsealWith('cafe\u0301')(text, place)).toEqual({ ok: true, text: 'x' });
  });

  it('does not open with another passphrase', async () => {
    const open = sealer.unsealWith('wrong horse');
    expect(await open(sealed, place)).toEqual({ ok: false, why: 'passphrase' });
  });

  it.each([
    ['moved to another field', sealed, 'strong/password'],
    ['moved to another provider', sealed, 'weak/token'],
    ['with another nonce', flipped(27), place],
    ['with another text', flipped(-20), place],
    ['with another tag', flipped(-1), place],
    ['cut short', with_((copy) => copy.subarray(0, -1)), place],
  ])('tells that it was changed: %s', async (_title, text, at) => {
    const open = sealer.unsealWith('correct horse');
    expect(await open(text, at)).toEqual({ ok: false, why: 'changed' });
  });

  it.each([
    ['no text of ours', 'hello'],
    ['empty', 'ddns1.'],
    ['of another version', sealed.replace('ddns1', 'ddns2')],
    ['with a stray character', `${sealed}=`],
    ['far too short', 'ddns1.AAAA'],
    ['far too long', `ddns1.${'A'.repeat(2 ** 20)}`],
    // A foreign file must not make this computer work for hours, or take all its memory.
    ['that asks for N = 2^30', with_((copy) => copy.fill(30, 0, 1))],
    ['that asks for a weak key', with_((copy) => copy.fill(1, 0, 1))],
    ['that asks for r = 255', with_((copy) => copy.fill(255, 1, 2))],
    ['that asks for p = 255', with_((copy) => copy.fill(255, 2, 3))],
  ])('is refused at once where it is %s', async (_title, text) => {
    const open = sealer.unsealWith('correct horse');
    expect(await open(text, place)).toEqual({ ok: false, why: 'damaged' });
  });

  it('with a changed salt cannot be told from a wrong passphrase', async () => {
    const open = sealer.unsealWith('correct horse');
    expect(await open(flipped(5), place)).toEqual({ ok: false, why: 'passphrase' });
  });

  it('is refused where the file holds too many salts', async () => {
    const open = sealer.unsealWith('correct horse');
    const salted = Array.from({ length: 9 }, (_, at) =>
      with_((copy) => copy.fill(14, 0, 1).fill(at, 3, 19)),
    );
    const results = [];
    for (const text of salted) results.push(await open(text, place));
    expect(results.map((each) => !each.ok && each.why)).toEqual([
      ...Array.from({ length: 8 }, () => 'passphrase'),
      'damaged',
    ]);
  });
});
