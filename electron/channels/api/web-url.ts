import * as z from 'zod';
import type { Localized } from '../../contract/language.ts';
import { saying } from '../../core/issue.ts';
import type { FieldMeta } from '../../core/provider.ts';

/** An address of the web without a sign-in and a fragment; undefined for anything else. */
export function webUrl(text: string): URL | undefined {
  if (!/^https?:\/\/[^\s#\\]+$/i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.username === '' && url.password === '' && url.hostname !== '' ? url : undefined;
}

/** A server's URL without a slash at its end. */
export function serverBase(text: string): string {
  return text.replace(/\/{1,10}$/, '');
}

/** A URL that is a secret by itself; `fits` says whether it has the form that the service gives out. */
export function secretUrlField(
  fits: (url: URL) => boolean,
  problem: Localized,
  meta: FieldMeta,
): z.ZodString {
  const isRight = (text: string) => {
    const url = webUrl(text);
    return url !== undefined && fits(url);
  };
  return z
    .string()
    .refine(isRight, saying(problem))
    .meta({ ...meta, secret: true });
}

/** The parts of a secret URL that must not come out alone either. */
export function secretParts(url: URL): readonly string[] {
  const parts = url.pathname.split('/').filter((part) => part !== '');
  const telling = parts.filter((part, at) => part.length > 8 || at === parts.length - 1);
  return [url.href, `${url.pathname}${url.search}`, url.pathname, ...telling];
}
