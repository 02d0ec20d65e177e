/**
 * Asks with the newest input, one call at a time: what is typed while an answer is under way is asked when it has come,
 * and of several inputs only the last. So nobody waits for a timer, and a slow answer is never overtaken by a faster one.
 */
export function latest<Input, Answer>(
  ask: (input: Input) => Promise<Answer>,
  take: (answer: Answer, input: Input) => void,
): (input: Input) => void {
  let waiting: { readonly input: Input } | null = null;
  let isAsking = false;

  async function run(): Promise<void> {
    isAsking = true;
    try {
      while (waiting !== null) {
        const { input } = waiting;
        waiting = null;
        take(await ask(input), input);
      }
    } finally {
      isAsking = false;
    }
  }

  return (input) => {
    waiting = { input };
    if (!isAsking) void run();
  };
}
