import {
  escapeText,
  escapeUrl,
  escapeXml,
  fill,
  fillJson,
  isJsonTemplate,
  type Template,
  type Values,
} from './template.ts';

/** What a body is written in, which decides how values are escaped. */
export type BodyForm = 'json' | 'form' | 'xml' | 'text';

const formBody = /^[^\s=&<{]+=[^\s&]*(?:&[^\s=&]+=[^\s&]*)*$/;

/** The form that a content type names. */
function namedForm(contentType: string): BodyForm {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (/^application\/(?:[\w.-]+\+)?json$/.test(type)) return 'json';
  if (type === 'application/x-www-form-urlencoded') return 'form';
  return /[/+](?:xml|html)$/.test(type) ? 'xml' : 'text';
}

/** The form of a body: by its content type, else by its looks. */
export function bodyForm(template: Template, contentType: string | undefined): BodyForm {
  if (contentType !== undefined) return namedForm(contentType);
  if (isJsonTemplate(template)) return 'json';
  const looks = template.map((part) => ('text' in part ? part.text : '1')).join('');
  return formBody.test(looks) ? 'form' : 'text';
}

/** The content type to send where the user gave none. */
export const contentTypes: Readonly<Record<BodyForm, string>> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
  xml: 'application/xml',
  text: 'text/plain; charset=utf-8',
};

/** Fills a body, each value in the way of its form. */
export function fillBody(template: Template, form: BodyForm, values: Values): string {
  if (form === 'json') return fillJson(template, values);
  const escapes = { form: escapeUrl, xml: escapeXml, text: escapeText };
  return fill(template, values, escapes[form]);
}
