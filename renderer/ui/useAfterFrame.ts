import { startTransition, useCallback, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

type AfterFrame<Value> = {
  readonly shown: Value;
  /** Shows the value now, for what cannot wait. */
  readonly showNow: () => void;
};

/**
 * The value as the last frame showed it: what is drawn from it comes once the frame is on the screen that somebody waits
 * for. For what takes longer to draw than all the rest, and is looked at last.
 */
export function useAfterFrame<Value>(value: Value): AfterFrame<Value> {
  const [shown, setShown] = useState(() => value);
  const showNow = useCallback(() => flushSync(() => setShown(() => value)), [value]);
  useEffect(() => {
    let task: ReturnType<typeof setTimeout> | undefined;
    // In the task after the frame, and not in it: what is set there would be drawn there too.
    const frame = requestAnimationFrame(() => {
      task = setTimeout(() => startTransition(() => setShown(() => value)));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(task);
    };
  }, [value]);
  return { shown, showNow };
}
