/** A failure whose message is a sentence for the user: localized, without secrets. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
