/**
 * Answers a queue: each piece of work begins when the one before has ended, however it ended, and its answer or failure
 * is its own.
 */
export function oneAfterAnother(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    // Whoever asked for it hears of its failure; the next one does not.
    last = mine.catch(() => null);
    return mine;
  };
}
