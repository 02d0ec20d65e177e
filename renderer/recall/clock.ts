/**
 * The interview's clock on the page: goes on from what the core said, by the monotonic clock, never by the wall's,
 * which may be set while people talk. While the machine sleeps it stands still where the system's own does (Linux,
 * macOS), as the player and the microphone do; where that runs on (Windows), the logger notes that nothing was played
 * meanwhile, and the recorder begins another part.
 */
export type InterviewClock = { nowMs(): number };

/** `startMs`: the interview's clock when this was called, as the core answered it. */
export function createInterviewClock(
  startMs: number,
  monotonicMs: () => number = () => performance.now(),
): InterviewClock {
  const zero = monotonicMs();
  return { nowMs: () => startMs + Math.max(0, monotonicMs() - zero) };
}
