import type { KeyboardEvent, PointerEvent, ReactElement } from 'react';
import { changeLayout, type Layout, layoutLimits, useLayout } from '../../desk/session/layout.ts';
import classes from './Splitter.module.css';

type Props = {
  readonly part: keyof Layout;
  readonly label: string;
  /** `vertical` is a line that stands, between left and right. */
  readonly orientation: 'vertical' | 'horizontal';
  /** The part's value for a pointer at this place of the element that is divided. */
  readonly valueAt: (pointer: { readonly x: number; readonly y: number; readonly box: DOMRect }) => number;
  /** Which way the arrow right, or down, changes the value. */
  readonly direction: 1 | -1;
};

/** A line that can be dragged, or moved by the arrows while it has the focus. It divides its ancestor `data-divided`. */
export function Splitter({ part, label, orientation, valueAt, direction }: Props): ReactElement {
  const value = useLayout((layout) => layout[part]);
  const { least, most, step } = layoutLimits[part];
  const percent = Math.round(((value - least) / (most - least)) * 100);

  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const divided = event.currentTarget.closest(`[data-divided~='${part}']`);
    if (divided === null || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = divided.getBoundingClientRect();
    changeLayout(part, valueAt({ x: event.clientX - box.left, y: event.clientY - box.top, box }));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const [less, more] = orientation === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    const sign = event.key === more ? direction : event.key === less ? -direction : 0;
    if (sign === 0) return;
    event.preventDefault();
    changeLayout(part, value + sign * step);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: <hr> cannot be moved; this is ARIA's focusable separator.
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className={classes['splitter']}
      data-orientation={orientation}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}
