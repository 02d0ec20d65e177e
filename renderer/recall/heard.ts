import type { Playback } from './follower.ts';

/** The newest word on where the inquirer's playback stands, kept on this window's own clock. */
export type Heard<Word extends Playback> = {
  /** A word has come; its `at` is by the wall clock, which all windows of a machine share. Null: there is none to follow. */
  take(word: Word | null): void;
  /** The newest one, `at` by the monotonic clock. To be called many times a second: that is how a sleep is noticed. */
  read(): Word | null;
  /** Something that this window knows before it is told; `at` by the monotonic clock. */
  change(patch: Partial<Playback>): void;
};

export type HeardOptions = {
  readonly wallMs?: () => number;
  readonly monotonicMs?: () => number;
};

/** Nobody reads so seldom who is awake, since a word comes every second while it plays. */
const goneMs = 1500;
/** What the two clocks differ by when neither was set nor stood still, with room for the system's slewing. */
const driftMs = 250;
/** A word that was on its way when the machine fell asleep comes at once when it wakes. */
const onItsWayMs = 2000;
/** A start is told up to half a second before it happens: what is further ahead is by a clock that was set. */
const youngestMs = -1000;
/** Older is as good as old. */
const oldestMs = 5000;

/**
 * Between two words the follower goes on by its own clock, as the player does. When the machine has slept that is wrong
 * in two ways. Where the monotonic clock runs on (Windows), the time asleep passes for time played: this window was not
 * there for so long either, so the word is moved on by it. And a word that was on its way is as old by the wall clock as
 * the sleep was long, in both kinds of sleep: of its age, and its age without the sleep, the smaller is true.
 */
export function createHeard<Word extends Playback>({
  wallMs = Date.now,
  monotonicMs = () => performance.now(),
}: HeardOptions = {}): Heard<Word> {
  let word: Word | null = null;
  let seen: { readonly nowMs: number; readonly offsetMs: number } | null = null;
  /** By the wall clock, and when it was noticed. */
  let slept = { ms: 0, atMs: Number.NEGATIVE_INFINITY };

  function look(): number {
    const nowMs = monotonicMs();
    const offsetMs = wallMs() - nowMs;
    if (seen !== null) {
      const awayMs = nowMs - seen.nowMs > goneMs ? nowMs - seen.nowMs : 0;
      const setMs = Math.abs(offsetMs - seen.offsetMs) > driftMs ? offsetMs - seen.offsetMs : 0;
      if (awayMs + setMs !== 0) slept = { ms: awayMs + setMs, atMs: nowMs };
      if (word !== null) word = { ...word, at: word.at + awayMs };
    }
    seen = { nowMs, offsetMs };
    return nowMs;
  }

  return {
    take(next) {
      const nowMs = look();
      if (next === null) {
        word = null;
        return;
      }
      const ageMs = wallMs() - next.at;
      const awakeMs = nowMs - slept.atMs < onItsWayMs ? ageMs - slept.ms : ageMs;
      const trueMs = Math.abs(awakeMs) < Math.abs(ageMs) ? awakeMs : ageMs;
      const believedMs = trueMs < youngestMs ? 0 : Math.min(oldestMs, trueMs);
      word = { ...next, at: nowMs - believedMs };
    },
    read() {
      look();
      return word;
    },
    change(patch) {
      if (word !== null) word = { ...word, ...patch };
    },
  };
}
