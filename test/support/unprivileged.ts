/** Runs as a user whom file permissions bind, where the tests run as root. */
export async function unprivileged<T>(run: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0 || process.seteuid === undefined) return run();
  process.seteuid(65_534);
  try {
    return await run();
  } finally {
    process.seteuid(0);
  }
}
