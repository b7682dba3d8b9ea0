/** The code that work was refused with: `none` when it was done, the message of an error without a code. */
export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: Error & { code?: string }) => error.code ?? error.message,
  );
