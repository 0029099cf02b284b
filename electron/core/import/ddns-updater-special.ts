import { cloudflareAccount, type Making, namedAccount, preset } from './services.ts';
import type { Branch } from './tree.ts';

/** One entry of `settings`, and what its account needs of it. */
export interface UpdaterEntry {
  readonly text: (key: string) => string | undefined;
  readonly get: (key: string) => Branch;
  /** The full name of the record. */
  readonly name: string;
  /** Only IPv6 is wanted. */
  readonly isIpv6: boolean;
  /** The domain that the name is in, as far as the file tells. */
  readonly domain: string;
}

export interface Service {
  /** The keys that the account takes. */
  readonly keys: readonly string[];
  readonly make: (entry: UpdaterEntry) => Making;
}

/** The provider's fields by the keys of theirs. */
export function service(provider: string, fields: Readonly<Record<string, string>>): Service {
  return {
    keys: Object.values(fields),
    make: ({ text }) => ({
      provider,
      fields: Object.fromEntries(
        Object.entries(fields).map(([ours, theirs]) => [ours, text(theirs)]),
      ),
    }),
  };
}

export function signIn(name: string, username: string, password: string): Service {
  return {
    keys: [username, password],
    make: ({ text }) =>
      namedAccount(name, { username: text(username), password: text(password) }) ?? {
        why: { kind: 'noService', service: name },
      },
  };
}

export function usual(name: string): Service {
  return signIn(name, 'username', 'password');
}

export function presetOf(id: string, username: string | undefined, password: string): Service {
  return {
    keys: username === undefined ? [password] : [username, password],
    make: ({ text }) =>
      preset(id, {
        username: username === undefined ? undefined : text(username),
        password: text(password),
      }),
  };
}

export const cloudflare: Service = {
  keys: ['token', 'email', 'key', 'user_service_key'],
  make: ({ text }) => {
    const token = text('token');
    const other = text('key') ?? text('user_service_key');
    return cloudflareAccount(token, token !== undefined || other === undefined);
  },
};

export const dnspod: Service = {
  keys: ['token'],
  make: ({ text }) => {
    const [id, token] = (text('token') ?? '').split(',', 2);
    return { provider: 'dnspod', fields: { id, token } };
  },
};

export const gandi: Service = {
  keys: ['personal_access_token', 'key'],
  make: ({ text }) => {
    const token = text('personal_access_token');
    if (token === undefined && text('key') !== undefined) return { why: { kind: 'gandiKey' } };
    return { provider: 'gandi', fields: { token } };
  },
};

const regions: Readonly<Record<string, string>> = {
  'ovh-eu': 'eu',
  'ovh-ca': 'ca',
  'ovh-us': 'us',
};

export const ovh: Service = {
  keys: ['mode', 'username', 'password', 'api_endpoint', 'app_key', 'app_secret', 'consumer_key'],
  make: ({ text }) => {
    if (text('mode') !== 'api') {
      const fields = { username: text('username'), password: text('password') };
      return { provider: 'ovh-dynhost', fields };
    }
    const endpoint = text('api_endpoint') ?? 'ovh-eu';
    return {
      provider: 'ovh',
      fields: {
        region: regions[endpoint] ?? endpoint,
        applicationKey: text('app_key'),
        applicationSecret: text('app_secret'),
        consumerKey: text('consumer_key'),
      },
    };
  },
};

export const googlecloud: Service = {
  keys: ['project', 'zone', 'credentials'],
  make: ({ text, get }) => ({
    provider: 'googlecloud',
    fields: { key: JSON.stringify(get('credentials').value), project: text('project') },
  }),
};

export const rfc2136: Service = {
  keys: ['server', 'tsig_key_name', 'tsig_secret', 'tsig_algorithm', 'zone'],
  make: ({ text }) => {
    const found = /^\[?([^\]]*?)\]?(?::(\d{1,5}))?$/.exec(text('server') ?? '');
    return {
      provider: 'rfc2136',
      fields: {
        server: found?.[1] ?? text('server'),
        port: found?.[2] === undefined ? undefined : Number(found[2]),
        zone: text('zone'),
        keyName: text('tsig_key_name'),
        algorithm: text('tsig_algorithm'),
        secret: text('tsig_secret'),
      },
    };
  },
};

export const ofDomain = (provider: string): Service => ({
  keys: ['password'],
  make: ({ text, domain }) => ({ provider, fields: { domain, password: text('password') } }),
});

export const freedns: Service = {
  keys: ['token'],
  // A token is good for one record, and so for one family.
  make: ({ text, name, isIpv6 }) => ({
    provider: 'freedns',
    fields: { host: name, [isIpv6 ? 'tokenIpv6' : 'token']: text('token') },
  }),
};

export const spdyn: Service = {
  keys: ['user', 'password', 'token'],
  make: ({ text, name }) => {
    const token = text('token');
    return preset('spdyn', {
      // An update token goes with the host in the user name's place.
      username: token === undefined ? text('user') : name,
      password: token ?? text('password'),
    });
  },
};

export const desec: Service = {
  keys: ['token'],
  make: ({ text }) => ({ provider: 'desec', fields: { token: text('token') } }),
};

export const strato: Service = {
  keys: ['password'],
  make: ({ text, domain }) => preset('strato', { username: domain, password: text('password') }),
};

export const hetznerOld: Service = {
  keys: ['token', 'zone_identifier'],
  make: () => ({ why: { kind: 'hetznerOld' } }),
};

export const gigahost: Service = {
  keys: ['email', 'password', 'apikey'],
  make: ({ text }) => {
    if (text('password') === undefined) return { why: { kind: 'otherKey' } };
    return preset('gigahost', { username: text('email'), password: text('password') });
  },
};
