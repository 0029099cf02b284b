import { cutEnd } from '../../core/views/cut-text.ts';

/**
 * A title that fits, and the body; where the title does not fit it begins the body too.
 *
 * @param limit UTF-16 units, of which there are never fewer than letters
 */
export function withinTitle(
  { title, body }: { readonly title: string; readonly body: string },
  limit: number,
): { readonly title: string; readonly body: string } {
  const whole = title.toWellFormed();
  const text = body.toWellFormed();
  if (whole.length <= limit) return { title: whole, body: text };
  return { title: cutEnd(whole, limit), body: `${whole}\n${text}` };
}
