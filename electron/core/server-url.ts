import * as z from 'zod';
import { saying } from './issue.ts';
import type { FieldMeta } from './provider.ts';

const noScheme = (example: string) => ({
  en: `The URL does not begin with http:// or https://. Write it in full, such as ${example}.`,
  'zh-CN': `网址缺少 http:// 或 https://。请写完整，例如 ${example}。`,
});

/**
 * Where a server of one's own listens: a URL without a query and without a password. The placeholder
 * is the example that a URL without a scheme is answered with.
 */
export function serverUrlField(meta: FieldMeta & { readonly placeholder: string }): z.ZodString {
  const schemeless = { ...saying(noScheme(meta.placeholder)), abort: true };
  return z
    .string()
    .refine((text) => /^https?:\/\//i.test(text), schemeless)
    .refine(isServerUrl)
    .meta({ ...meta });
}

function isServerUrl(text: string): boolean {
  if (!/^https?:\/\/[^\s?#]+$/i.test(text)) return false;
  try {
    const { username, password, hostname } = new URL(text);
    return username === '' && password === '' && hostname !== '';
  } catch {
    return false;
  }
}
