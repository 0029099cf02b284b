import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { checkPackage } from '../../scripts/windows-node.ts';

it("takes Windows' Node only where it is, byte for byte, the one that is expected", () => {
  const bytes = Buffer.from('a package');
  const wanted = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  expect(() => checkPackage(bytes, wanted)).not.toThrow();
  expect(() => checkPackage(Buffer.from('a Package'), wanted)).toThrow(/was expected/);
  expect(() => checkPackage(bytes)).toThrow(/was expected/);
});
