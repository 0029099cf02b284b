import { type Family, families } from '../core/address.ts';
import type { Source } from '../core/source.ts';
import type { Form } from './form.ts';
import { askWebPage } from './web-page.ts';

/** A public service that answers with the address it was asked from. */
export interface EchoService {
  /** How the settings name it. */
  readonly id: string;
  /** Who runs it; services of one operator are one voice. */
  readonly operator: string;
  /** Where it is asked, by family. Always https. */
  readonly urls: Partial<Readonly<Record<Family, string>>>;
  readonly form: Form;
}

/** A source that comes with the program. */
export interface BuiltInSource extends Source {
  /** Asked where the user names no sources. */
  readonly default: boolean;
}

/** Makes a source of a service's data. */
export function defineEcho(service: EchoService): Source {
  const { id, operator, urls, form } = service;
  return {
    id,
    operator,
    transport: 'https',
    families: families.filter((family) => urls[family] !== undefined),
    own: false,
    async ask(family, context) {
      const url = urls[family];
      if (url === undefined) throw new Error(`${id} has no ${family} address to ask`);
      const { host } = new URL(url);
      return askWebPage({ url, form, host, publicOnly: true }, family, context);
    },
  };
}
