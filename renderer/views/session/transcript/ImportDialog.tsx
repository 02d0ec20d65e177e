import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { type ReactElement, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textEncodings } from '../../../../shared/interchange/encodings.ts';
import type { TranscriptFile } from '../../../../shared/interchange/read-transcript.ts';
import type { PersonId, RecordingId } from '../../../../shared/model/ids.ts';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { showTranscript } from '../../../desk/transcript/choice.ts';
import { guessPerson } from '../../../desk/transcript/guess.ts';
import { chosenTurns, firstTiers, speakersOf, toImport } from '../../../desk/transcript/importChoice.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow, tell } from '../../../state/notices.ts';
import { useRows, write } from '../../../state/rows.ts';
import {
  dropTranscript,
  readAs,
  type TranscriptImport,
  useTranscriptImports,
} from '../../../state/transcriptImports.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { peopleOf } from '../people.ts';
import classes from './ImportDialog.module.css';
import { ImportPreview, ImportSpeakers, ImportTiers, ImportUnread } from './ImportParts.tsx';
import { type ImportTarget, useImportTargets } from './importTargets.ts';

/** Asks about the first of the files that wait. Mounted once, for every screen. */
export function ImportDialog(): ReactElement | null {
  const { t } = useTranslation();
  const items = useTranscriptImports((state) => state.items);
  const [item] = items;
  if (item === undefined) return null;
  const leave = (): void => dropTranscript(item.id);
  return (
    <Dialog key={item.id} onClose={leave} size="xl" title={t('transcript.import.title')}>
      {items.length > 1 && (
        <Text c="dimmed" size="sm">
          {t('transcript.import.left', { count: items.length - 1 })}
        </Text>
      )}
      {item.failure !== null && (
        <FailureNotice
          title={t('transcript.import.refused', { file: item.file.name })}
          failure={item.failure}
        />
      )}
      {item.found === null && item.failure === null && (
        <Text role="status">{t('transcript.import.reading', { file: item.file.name })}</Text>
      )}
      {item.found === null ? (
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={leave}>
            {t('transcript.import.skip')}
          </Button>
        </Group>
      ) : (
        <Questions item={item} found={item.found} onLeave={leave} />
      )}
    </Dialog>
  );
}

type Props = {
  readonly item: TranscriptImport;
  readonly found: TranscriptFile;
  readonly onLeave: () => void;
};

function Questions({ item, found, onLeave }: Props): ReactElement {
  const { t } = useTranslation();
  const targets = useImportTargets(item.sessionId);
  const [chosen, setChosen] = useState<RecordingId | null>(item.recordingId);
  const target = targets.find(({ recording }) => recording.id === chosen) ?? targets[0];
  const [label, setLabel] = useState(() => item.file.name.replace(/\.[^.]{1,8}$/u, '').slice(0, 200));
  const [wanted, setWanted] = useState<ReadonlySet<number> | null>(null);
  const tiers = useMemo(() => wanted ?? firstTiers(found.transcript), [wanted, found]);
  const turns = useMemo(() => chosenTurns(found.transcript, tiers), [found, tiers]);
  const speakers = useMemo(() => speakersOf(turns), [turns]);
  const [said, setSaid] = useState<ReadonlyMap<string, PersonId | null>>(new Map());
  const people = useRows((rows) => peopleOf(rows, target?.recording.sessionId ?? ''));
  const personOf = (name: string): PersonId | null => {
    const choice = said.get(name);
    return choice === undefined ? (guessPerson(name, people)?.id ?? null) : choice;
  };
  const [isGoing, setGoing] = useState(false);

  async function go({ recording }: ImportTarget): Promise<void> {
    setGoing(true);
    const pairs = speakers.flatMap((name) => {
      const personId = personOf(name);
      return personId === null ? [] : [[name, personId] as const];
    });
    const name = label.trim() || item.file.name.slice(0, 200);
    const made = await orShow(
      write(
        client.transcript.import({
          actor: actorNow(),
          recordingId: recording.id,
          label: name,
          origin: 'imported',
          sourceName: item.file.name.slice(0, 255),
          turns: toImport(turns),
          people: Object.fromEntries(pairs),
        }),
      ),
    );
    setGoing(false);
    if (made === undefined) return;
    showTranscript(recording.id, made.id);
    onLeave();
    tell(t('transcript.import.done', { name }));
  }

  return (
    <Stack gap="md">
      <div className={classes['facts']}>
        <div>
          <Text fw={600}>
            <bdi>{item.file.name}</bdi>
          </Text>
          <Text size="sm">
            {t('transcript.import.format')}: {t(`interchange.format.${found.format}`)}
          </Text>
        </div>
        {found.encoding !== null && (
          <NativeSelect
            label={t('transcript.import.encoding')}
            description={t('transcript.import.encodingHint')}
            value={found.encoding}
            data={textEncodings.map((value) => ({ value, label: t(`interchange.encoding.${value}`) }))}
            onChange={({ currentTarget: { value } }) => {
              const encoding = textEncodings.find((one) => one === value);
              if (encoding !== undefined) void readAs(item.id, encoding);
            }}
          />
        )}
      </div>
      {target === undefined ? (
        <Alert color="yellow">{t('transcript.import.noTarget')}</Alert>
      ) : (
        <div className={classes['facts']}>
          <NativeSelect
            label={t('transcript.import.target')}
            value={target.recording.id}
            data={targets.map(({ recording, name }) => ({ value: recording.id, label: name }))}
            onChange={({ currentTarget: { value } }) =>
              setChosen(targets.find(({ recording }) => recording.id === value)?.recording.id ?? null)
            }
          />
          <TextInput
            label={t('transcript.import.name')}
            value={label}
            maxLength={200}
            onChange={(event) => setLabel(event.currentTarget.value)}
          />
        </div>
      )}
      {found.transcript.tiers.length > 1 && (
        <ImportTiers tiers={found.transcript.tiers} chosen={tiers} onChoose={setWanted} />
      )}
      {speakers.length > 0 && (
        <ImportSpeakers
          names={speakers}
          people={people}
          personOf={personOf}
          onSay={(name, personId) => setSaid(new Map(said).set(name, personId))}
        />
      )}
      <ImportPreview turns={turns} />
      <ImportUnread unread={found.unread} />
      {target !== undefined && <OverEnd recording={target.recording} starts={turns} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onLeave}>
          {t('transcript.import.skip')}
        </Button>
        <Button
          disabled={target === undefined || turns.length === 0}
          loading={isGoing}
          onClick={() => target !== undefined && void go(target)}
        >
          {t('transcript.import.go', { count: turns.length })}
        </Button>
      </Group>
    </Stack>
  );
}

type EndProps = {
  readonly recording: RecordingRow;
  readonly starts: readonly { readonly startMs: number | null }[];
};

/** The usual mistake is the wrong recording, and its surest sign are times that it does not have. */
function OverEnd({ recording, starts }: EndProps): ReactElement | null {
  const { t } = useTranslation();
  const count = starts.filter(({ startMs }) => startMs !== null && startMs > recording.durationMs).length;
  return count === 0 ? null : <Alert color="yellow">{t('transcript.import.overEnd', { count })}</Alert>;
}
