import { VisuallyHidden } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MomentEntry } from '../../../desk/session/model/entries.ts';
import { useRows } from '../../../state/rows.ts';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import { TimeText } from '../../../ui/TimeText.tsx';
import { CodeDot } from '../CodeDot.tsx';
import { NoteIcon } from '../icons.tsx';
import classes from './MomentList.module.css';

type Props = {
  readonly id: string;
  readonly entry: MomentEntry;
  readonly index: number;
  readonly count: number;
  readonly topPx: number;
  readonly heightPx: number;
  readonly isSelected: boolean;
};

/** One moment in its place. The places of all change with every mark (a screen reader is told of how many), what they say does not. */
export const MomentRow = memo(function MomentRow(props: Props) {
  const { id, entry, index, count, topPx, heightPx, isSelected } = props;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus (aria-activedescendant).
    <div
      id={id}
      role="option"
      aria-selected={isSelected}
      aria-setsize={count}
      aria-posinset={index + 1}
      data-index={index}
      className={classes['row']}
      style={{ transform: `translateY(${topPx}px)`, height: heightPx }}
    >
      <Said entry={entry} />
    </div>
  );
});

const shownCodes = 5;

/** Who, what, when, its codes. Drawn again only when one of the moment's own rows has changed. */
const Said = memo(function Said({ entry }: { readonly entry: MomentEntry }) {
  const { t } = useTranslation();
  const { moment, segments, startMs, endMs, note, codings } = entry;
  const person = useRows((rows) => rows.get('person', moment.personId));
  const codes = useRows((rows) =>
    codings.slice(0, shownCodes).map((coding) => rows.get('code', coding.codeId)),
  );
  const text = moment.label || note?.body.split('\n', 1)[0] || '';

  return (
    <>
      {person !== undefined && <PersonBadge person={person} />}
      <span className={classes['text']} data-is-note={moment.label === '' || undefined}>
        {text === '' ? t('session.moments.unnamed') : text}
      </span>
      <span className={classes['when']}>
        <TimeText ms={startMs} />
        {endMs > startMs && (
          <>
            {' – '}
            <TimeText ms={endMs} />
          </>
        )}
        {segments.length > 1 && <span>{` · ${t('session.moments.parts', { count: segments.length })}`}</span>}
      </span>
      <span className={classes['marks']}>
        {note !== undefined && <NoteIcon size="1em" />}
        {codes.map((code) => code !== undefined && <CodeDot key={code.id} code={code} />)}
        {codings.length > shownCodes && (
          <span className={classes['more']}>+{codings.length - shownCodes}</span>
        )}
      </span>
      <VisuallyHidden>
        {[
          person?.name,
          note === undefined ? '' : t('session.moments.hasNote'),
          ...codes.map((code) => code?.name),
        ]
          .filter((part) => part !== undefined && part !== '')
          .join(', ')}
      </VisuallyHidden>
    </>
  );
});
