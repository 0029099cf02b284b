/** What a service manager is asked to keep running. Every path is whole, in the system's own form. */
export interface ServiceSpec {
  /** The program, then each of its arguments as the program shall get it. */
  readonly command: readonly [program: string, ...args: string[]];
  /** Where the program starts: commands of the settings may name files from here. */
  readonly folder: string;
}

/** Stands in everything that we give to a service manager: what lacks it is somebody else's. */
export const serviceMark = 'ddns-tray service install';

/** One word for every system's manager. */
export const serviceName = 'ddns-tray';

/** Text for XML, as an element's content or an attribute's value (XML 1.0, 2.4). */
export function xmlText(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' };
  return text.replace(/[&<>"]/g, (found) => `&${names[found]};`);
}
