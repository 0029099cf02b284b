import { expect, it } from 'vitest';
import { familyOf, recordId, recordTypes } from '../../electron/core/record.ts';

it('names a record by account, name and type, so that A and AAAA never share a state (ddns-go: matched by host only)', () => {
  const ids = recordTypes.map((type) => recordId('home', 'www.example.com', type));
  expect(ids).toEqual(['home/www.example.com/A', 'home/www.example.com/AAAA']);
});

it('knows the family of a type', () => {
  expect(recordTypes.map(familyOf)).toEqual(['ipv4', 'ipv6']);
});
