import { fakeRequest } from './desktop/fake/net-request.ts';

/** What the fetching of releases uses of `electron`: requests over Node's own HTTP. */
export const releaseElectron = {
  net: { request: fakeRequest },
  session: { fromPartition: () => ({ setProxy: async () => undefined }) },
};
