import { NativeSelect } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodedThing } from '../../../../../shared/contract/coding.ts';
import type { CodeRow } from '../../../../../shared/model/rows.ts';
import { formatTime } from '../../../../../shared/time/timecode.ts';
import { mirror } from '../../../../state/rows.ts';
import { t } from '../../../../ui/i18n.ts';
import { sessionName } from '../../../../ui/names.ts';
import classes from '../codebook.module.css';

/** So many lists of choices are drawn; nobody divides up more by hand. */
const shownAtMost = 200;

type Props = {
  readonly code: CodeRow;
  readonly things: readonly CodedThing[];
  readonly parts: readonly { readonly name: string; readonly index: number }[];
  readonly goes: ReadonlyMap<string, number>;
  readonly onGo: (id: string, to: number | null) => void;
};

/** The codings of a code, each with where it goes. */
export function SplitCodings({ code, things, parts, goes, onGo }: Props): ReactElement {
  const stay = t('coding.book.splitStay', { name: code.name });
  if (things.length === 0) return <p className={classes['lead']}>{t('coding.book.splitNoCodings')}</p>;
  return (
    <>
      {things.length > shownAtMost && (
        <p className={classes['lead']}>{t('coding.book.splitShown', { count: shownAtMost })}</p>
      )}
      <ul className={classes['codings']}>
        {things.slice(0, shownAtMost).map((thing) => (
          <li key={thing.id}>
            <ThingWords thing={thing} />
            <NativeSelect
              size="xs"
              aria-label={t('coding.book.splitCodingOf', { words: wordsOf(thing) })}
              value={String(goes.get(thing.id) ?? '')}
              onChange={(event) => {
                const to = event.currentTarget.value;
                onGo(thing.id, to === '' ? null : Number(to));
              }}
              data={[
                { value: '', label: stay },
                ...parts.map(({ name, index }) => ({ value: String(index), label: name })),
              ]}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

function timesOf({ startMs, endMs }: CodedThing): string {
  if (startMs === null) return '';
  const start = formatTime(startMs, 1);
  return endMs === null || endMs === startMs ? start : `${start} – ${formatTime(endMs, 1)}`;
}

function wordsOf(thing: CodedThing): string {
  return [t(`coding.book.target.${thing.kind}`), timesOf(thing), thing.words].filter(Boolean).join(' ');
}

function ThingWords({ thing }: { readonly thing: CodedThing }): ReactElement {
  const { t: words } = useTranslation();
  const session = mirror.get('session', thing.sessionId);
  const person = mirror.get('person', thing.personId);
  return (
    <span className={classes['thing']}>
      <span>
        {words(`coding.book.target.${thing.kind}`)} {timesOf(thing)}
      </span>
      <span className={classes['thingWords']}>{thing.words}</span>
      <span className={classes['thingWords']}>
        {[session === undefined ? '' : sessionName(session), person?.name ?? ''].filter(Boolean).join(', ')}
      </span>
    </span>
  );
}
