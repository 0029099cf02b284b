/** Bytes that are not a DNS message, or a message that cannot be put into bytes. */
export class DnsFormatError extends Error {
  override readonly name = 'DnsFormatError';

  constructor(problem: string) {
    super(`not a DNS message: ${problem}`);
  }
}
