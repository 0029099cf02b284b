import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { listForm } from '../../electron/providers/api/list-form.ts';
import { recordsForm } from '../../electron/providers/cloudflare/forms.ts';

describe('a list in an answer', () => {
  it('is read whole where each thing has its form', () => {
    expect(listForm(z.object({ id: z.string() })).parse([{ id: 'a' }, { id: 'b' }])).toEqual([
      { id: 'a' },
      { id: 'b' },
    ]);
  });

  it('is refused with one complaint, however many things are wrong (a hostile answer took 2.5 GB)', () => {
    const result = Array.from({ length: 20_000 }, () => ({}));
    expect(recordsForm.safeParse({ result }).error?.issues).toHaveLength(1);
  });
});
