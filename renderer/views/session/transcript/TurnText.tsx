import type { CSSProperties, ReactElement } from 'react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { TurnRow } from '../../../../shared/model/rows.ts';
import { textParts } from '../../../desk/transcript/passages.ts';
import { edit, seekTurn, type TranscriptDesk } from '../../../desk/transcript/transcriptDesk.ts';
import type { RowReader } from '../../../state/mirror.ts';
import { useRows } from '../../../state/rows.ts';
import { CodeDot } from '../CodeDot.tsx';
import classes from './TranscriptPanel.module.css';

type Props = { readonly desk: TranscriptDesk; readonly turn: TurnRow };

/** A turn as it is read: a click goes there, a double click opens it, and what is coded is underlined and named below. */
export function TurnText({ desk, turn }: Props): ReactElement {
  const { t } = useTranslation();
  const codings = useRows(useCallback((rows: RowReader) => rows.of('coding', turn.id), [turn.id]));
  const codes = useRows((rows) => rows.all('code'));
  const codeOf = (id: string) => codes.find((code) => code.id === id);
  const named = [...new Set(codings.map(({ codeId }) => codeId))].flatMap((id) => codeOf(id) ?? []);

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the turn's time is the button that does the same by key. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above. */}
      <div
        className={classes['text']}
        data-turn-text={turn.id}
        data-empty={turn.body === '' || undefined}
        onClick={() => {
          if (getSelection()?.isCollapsed !== false) seekTurn(desk, turn);
        }}
        onDoubleClick={() => {
          const at = getSelection()?.anchorOffset;
          edit(desk, turn.id, codings.length === 0 ? at : undefined);
        }}
      >
        {textParts(turn.body, codings).map(({ text, from, codings: over }) => {
          const code = codeOf(over[0]?.codeId ?? '');
          if (code === undefined) return text;
          const style: CSSProperties = { textDecorationColor: code.color };
          return (
            <mark
              key={from}
              className={classes['coded']}
              style={style}
              data-many={over.length > 1 || undefined}
            >
              {text}
            </mark>
          );
        })}
      </div>
      {named.length > 0 && (
        <ul className={classes['codes']} aria-label={t('session.inspector.codes')}>
          {named.map((code) => (
            <li key={code.id}>
              <CodeDot code={code} /> {code.name}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
