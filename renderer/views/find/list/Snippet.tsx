import type { ReactElement } from 'react';
import { piecesOf } from '../../../desk/find/found.ts';
import classes from '../find.module.css';

/** A text with the words that were looked for marked: underlined and heavier, not by colour alone. */
export function Snippet({ text }: { readonly text: string }): ReactElement {
  const pieces = piecesOf(text);
  return (
    <>
      {pieces.map((piece, index) =>
        index % 2 === 0 ? (
          piece
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text have nothing else and never move.
          <mark key={index} className={classes['mark']}>
            {piece}
          </mark>
        ),
      )}
    </>
  );
}
