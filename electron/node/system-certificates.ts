import tls from 'node:tls';

const unknownIssuer = new Set([
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
]);

/** Whether a TLS error code says that the chain ends at an authority that we do not hold. */
export function isUnknownIssuer(code: string | undefined): boolean {
  return code !== undefined && unknownIssuer.has(code);
}

let loads: boolean | undefined;
let context: tls.SecureContext | undefined;

/**
 * What all connections trust: the runtime's authorities, and the system's once they were added. Shared,
 * because each context of its own costs time and leaves memory in pieces.
 */
export function sharedContext(): tls.SecureContext {
  context ??= tls.createSecureContext();
  return context;
}

/**
 * Adds the operating system's certificate authorities to those of the runtime, for the rest of the
 * process; needed where a company or a virus scanner signs with its own. Done on first need and once,
 * because it takes about 100 ms and 9 MB. False where the runtime cannot (Node before 24.5).
 */
export function trustSystemCertificates(): boolean {
  if (loads !== undefined) return loads;
  try {
    tls.setDefaultCACertificates([
      ...tls.getCACertificates('default'),
      ...tls.getCACertificates('system'),
    ]);
    loads = true;
    context = undefined;
  } catch {
    loads = false;
  }
  return loads;
}
