/** The pages of the window. `setup` and `text` are reached from others, not from the list at the side. */
export const windowPages = [
  'status',
  'records',
  'accounts',
  'watching',
  'notifications',
  'general',
  'log',
  'about',
  'setup',
  'text',
] as const;
export type WindowPage = (typeof windowPages)[number];

/** Where a click of a notification, of the tray's menu or in the window leads. */
export interface WindowPlace {
  readonly page: WindowPage;
  /** What to show there: a record's id on `status`, a host name on `records`, an account's id on `accounts`. */
  readonly item?: string | undefined;
}

/** A place of the operating system's own settings. */
export const systemPlaces = ['clock', 'network', 'proxy', 'notifications', 'startup'] as const;
export type SystemPlace = (typeof systemPlaces)[number];
