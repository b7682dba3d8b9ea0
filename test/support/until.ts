interface Patience {
  /** Milliseconds until it is given up. */
  within?: number;
}

/** Asks again until the answer passes; then gives it. Fails with the last answer. */
export async function until<T>(
  ask: () => Promise<T>,
  passes: (answer: T) => boolean,
  { within = 15_000 }: Patience = {},
): Promise<T> {
  const end = Date.now() + within;
  for (;;) {
    const answer = await ask();
    if (passes(answer)) return answer;
    if (Date.now() > end) {
      throw new Error(`Still not after ${within} ms: ${passes.toString()}\nLast: ${JSON.stringify(answer, null, 1)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
