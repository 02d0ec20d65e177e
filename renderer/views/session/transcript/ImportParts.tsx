import { Checkbox, NativeSelect, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  TranscriptTier,
  TranscriptTurn,
  Unread,
} from '../../../../shared/interchange/transcript/transcript.ts';
import type { PersonId } from '../../../../shared/model/ids.ts';
import type { PersonRow } from '../../../../shared/model/rows.ts';
import { TimeText } from '../../../ui/TimeText.tsx';
import classes from './ImportDialog.module.css';

type TiersProps = {
  readonly tiers: readonly TranscriptTier[];
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (chosen: ReadonlySet<number>) => void;
};

export function ImportTiers({ tiers, chosen, onChoose }: TiersProps): ReactElement {
  const { t } = useTranslation();
  return (
    <fieldset className={classes['group']}>
      <legend>{t('transcript.import.tiers')}</legend>
      {tiers.map(({ name, parent }, index) => (
        <Checkbox
          // biome-ignore lint/suspicious/noArrayIndexKey: a tier is its place in the file; names may be the same.
          key={index}
          size="sm"
          label={
            parent === null
              ? name
              : t('transcript.import.dependent', { name, parent: tiers[parent]?.name ?? '' })
          }
          checked={chosen.has(index)}
          onChange={({ currentTarget: { checked } }) => {
            const next = new Set(chosen);
            if (checked) next.add(index);
            else next.delete(index);
            onChoose(next);
          }}
        />
      ))}
    </fieldset>
  );
}

type SpeakersProps = {
  readonly names: readonly string[];
  readonly people: readonly PersonRow[];
  readonly personOf: (name: string) => PersonId | null;
  readonly onSay: (name: string, personId: PersonId | null) => void;
};

/** A file of subtitles may take a hundred first words for names; the first ones are enough to be asked about. */
const mostAsked = 24;

export function ImportSpeakers({ names, people, personOf, onSay }: SpeakersProps): ReactElement {
  const { t } = useTranslation();
  return (
    <fieldset className={classes['group']}>
      <legend>{t('transcript.import.speakers')}</legend>
      <div className={classes['speakers']}>
        {names.slice(0, mostAsked).map((name) => (
          <NativeSelect
            key={name}
            size="sm"
            label={name}
            value={personOf(name) ?? ''}
            data={[
              { value: '', label: t('transcript.speakers.nobody') },
              ...people.map(({ id, name: label }) => ({ value: id, label })),
            ]}
            onChange={({ currentTarget: { value } }) =>
              onSay(name, people.find(({ id }) => id === value)?.id ?? null)
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

const previewed = 6;

export function ImportPreview({ turns }: { readonly turns: readonly TranscriptTurn[] }): ReactElement {
  const { t } = useTranslation();
  if (turns.length === 0) return <Text role="status">{t('transcript.import.nothing')}</Text>;
  return (
    <section aria-label={t('transcript.import.preview')}>
      <h3 className={classes['heading']}>{t('transcript.import.preview')}</h3>
      <ul className={classes['lines']}>
        {turns.slice(0, previewed).map(({ startMs, speaker, text }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: turns of a file are their places in it.
          <li key={index} className={classes['turn']}>
            <span className={classes['when']}>
              {startMs === null ? t('transcript.turn.untimed') : <TimeText ms={startMs} />}
            </span>
            <span>
              {speaker !== null && <strong>{speaker}: </strong>}
              {text.slice(0, 300)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** More than anybody reads in a dialog. */
const listed = 500;

export function ImportUnread({ unread }: { readonly unread: readonly Unread[] }): ReactElement {
  const { t } = useTranslation();
  if (unread.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('transcript.import.allRead')}
      </Text>
    );
  return (
    <section aria-label={t('transcript.import.unread', { count: unread.length })}>
      <h3 className={classes['heading']}>{t('transcript.import.unread', { count: unread.length })}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key. */}
      <ul className={classes['unread']} tabIndex={0}>
        {unread.slice(0, listed).map(({ line, text, code }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two things can be said of one line.
          <li key={index}>
            <span className={classes['when']}>{t('interchange.line', { line })}</span>
            <span>
              <q className={classes['quoted']}>{text}</q> {t(`interchange.unread.${code}`)}
            </span>
          </li>
        ))}
      </ul>
      {unread.length > listed && (
        <Text size="sm">{t('transcript.import.more', { count: unread.length - listed })}</Text>
      )}
    </section>
  );
}
