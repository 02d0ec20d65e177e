import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type Found, kindWords, playedPlace } from '../../../desk/find/found.ts';
import { useRows } from '../../../state/rows.ts';
import { sessionName } from '../../../ui/names.ts';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import { TimeText } from '../../../ui/TimeText.tsx';
import { CodeDot } from '../../session/CodeDot.tsx';
import { PauseIcon, PlayIcon } from '../../session/icons.tsx';
import classes from '../find.module.css';
import { rowId } from './atHand.ts';
import { Snippet } from './Snippet.tsx';

type Props = {
  readonly found: Found;
  readonly index: number;
  readonly count: number;
  readonly topPx: number;
  /** Told of the row, which says its own height. */
  readonly measure: (row: HTMLElement | null) => void;
  readonly isAtHand: boolean;
  readonly isPlaying: boolean;
};

/** One result: what it is, whose, where, and its words. The button is the mouse's way to play it; keys have theirs. */
export function FoundRow({ found, index, count, topPx, measure, isAtHand, isPlaying }: Props): ReactElement {
  const { t } = useTranslation();
  const person = useRows((rows) => rows.get('person', found.personId));
  const code = useRows((rows) => rows.get('code', found.codeId));
  const place = playedPlace(found);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays on the list (aria-activedescendant).
    <div
      ref={measure}
      id={rowId(found.key)}
      role="option"
      aria-selected={isAtHand}
      aria-setsize={count}
      aria-posinset={index + 1}
      data-index={index}
      data-is-playing={isPlaying || undefined}
      className={classes['row']}
      style={{ transform: `translateY(${topPx}px)` }}
    >
      <span
        className={classes['play']}
        data-play={place === null ? undefined : ''}
        title={t('find.playHere')}
      >
        {isPlaying ? <PauseIcon /> : place === null ? null : <PlayIcon />}
      </span>
      <span className={classes['meta']}>
        <span className={classes['kind']}>
          {code !== undefined && <CodeDot code={code} />}
          {kindWords(found)}
        </span>
        {person !== undefined && (
          <span className={classes['who']}>
            <PersonBadge person={person} size="sm" />
            {person.name}
          </span>
        )}
        <Where found={found} />
        {place !== null && <TimeText ms={place.startMs} />}
        {place !== null && place.parts.length > 1 && (
          <span className={classes['where']}>{t('find.parts', { count: place.parts.length })}</span>
        )}
        {isPlaying && <span className={classes['playing']}>{t('find.playing')}</span>}
      </span>
      <span className={classes['text']}>
        {found.text === '' ? (
          <span className={classes['unnamed']}>{t(`find.unnamed.${found.kind}`)}</span>
        ) : (
          <Snippet text={found.text} />
        )}
        {found.comment !== '' && <span className={classes['comment']}> “{found.comment}”</span>}
      </span>
    </div>
  );
}

export function Where({ found }: { readonly found: Found }): ReactElement | null {
  const words = useRows((rows) => {
    const session = rows.get('session', found.sessionId);
    const label = rows.get('case', session?.caseId ?? null)?.label;
    return session === undefined ? null : [label, sessionName(session)].filter(Boolean).join(', ');
  });
  return words === null ? null : <span className={classes['where']}>{words}</span>;
}
