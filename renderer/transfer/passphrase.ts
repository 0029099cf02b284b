export type Strength = 'weak' | 'fair' | 'strong';

const alphabets: readonly (readonly [RegExp, number])[] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[^ -~]/, 100],
  [/[ -/:-@[-`{-~]/, 33],
];

/**
 * A rough guess at how hard a passphrase is to find by trying, from its alphabets and its different
 * letters: repetition adds nothing. A hint only; words that everybody uses are not known here.
 */
export function passphraseStrength(text: string): Strength {
  const letters = [...text];
  const alphabet = alphabets.reduce((sum, [set, size]) => sum + (set.test(text) ? size : 0), 0);
  const varied = Math.min(letters.length, new Set(letters).size * 2);
  const bits = varied * Math.log2(Math.max(alphabet, 1));
  if (bits < 55) return 'weak';
  return bits < 80 ? 'fair' : 'strong';
}
