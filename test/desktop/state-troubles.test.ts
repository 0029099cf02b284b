import { describe, expect, it } from 'vitest';
import { languages } from '../../electron/contract/language.ts';
import { stateTroubles } from '../../electron/desktop/state-troubles.ts';

describe('what is wrong with the state', () => {
  it.each(languages)('is a sentence with the place and the reason (%s)', (language) => {
    expect(stateTroubles(undefined, language)).toEqual([]);
    const read = stateTroubles({ file: '/x/state.json', code: 'EIO' }, language);
    const write = stateTroubles({ folder: '/x', code: 'ENOSPC' }, language);
    expect([...read, ...write].map(({ kind }) => kind)).toEqual(['state', 'state']);
    expect(read[0]?.sentence).toMatch(/\/x\/state\.json.*EIO/);
    expect(write[0]?.sentence).toMatch(/\/x.*ENOSPC/);
    expect(write[0]?.sentence).not.toBe(read[0]?.sentence);
  });
});
