import { Button, Title } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogLine, LogPiece } from '../../../../shared/contract/log.ts';
import type { Entity } from '../../../../shared/model/rows.ts';
import { attempt, type Result } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { formatInstant } from '../../../ui/words.ts';
import { LogFields } from './LogFields.tsx';
import { deviceWords, lineWords, whoWords } from './lineWords.ts';
import classes from './log.module.css';
import { thingWords } from './thingWords.ts';

type Opened = { readonly line: LogLine | undefined; readonly pieces: readonly LogPiece[] };

type Props = {
  readonly seq: number | null;
  readonly ownDevice: string;
  readonly onShowRow: (entity: Entity, id: string) => void;
};

/** One entry with what it changed, asked for when it is chosen. */
export function LogEntry({ seq, ownDevice, onShowRow }: Props): ReactElement {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Result<Opened> | null>(null);
  useEffect(() => {
    setOpened(null);
    if (seq === null) return;
    let isGone = false;
    void attempt(open(seq)).then((result) => {
      if (!isGone) setOpened(result);
    });
    return () => {
      isGone = true;
    };
  }, [seq]);

  if (seq === null) return <aside className={classes['entry']}>{t('log.choose')}</aside>;
  const { line, pieces } = opened?.ok === true ? opened.value : { line: undefined, pieces: [] };
  return (
    <aside className={classes['entry']} aria-labelledby="log-entry" aria-busy={opened === null}>
      <Title order={2} id="log-entry" className={classes['entryTitle'] ?? ''}>
        {t('log.entry', { seq })}
      </Title>
      {opened?.ok === false && <FailureNotice failure={opened.failure} />}
      {line !== undefined && (
        <>
          <p className={classes['entryWhat']}>{lineWords(line)}</p>
          <dl className={classes['facts']}>
            <dt>{t('log.who')}</dt>
            <dd>{whoWords(line.actor)}</dd>
            <dt>{t('log.when')}</dt>
            <dd>{formatInstant(line.at)}</dd>
            <dt>{t('log.where')}</dt>
            <dd>{deviceWords(line.deviceId, ownDevice)}</dd>
            <dt>{t('log.digest')}</dt>
            <dd>
              <code>{line.digest}</code>
            </dd>
          </dl>
          {line.details !== null && Object.keys(line.details).length > 0 && (
            <LogFields title={t('log.details')} owner={line.name} before={null} after={line.details} />
          )}
        </>
      )}
      {pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of an entry never change places, and one row may be in it twice.
        <Piece key={`${seq} ${index}`} piece={piece} onShowRow={onShowRow} />
      ))}
    </aside>
  );
}

async function open(seq: number): Promise<Opened> {
  const [lines, pieces] = await Promise.all([
    client.journal.lines({ seqs: [seq] }),
    client.journal.pieces({ seq }),
  ]);
  return { line: lines[0], pieces };
}

type PieceProps = { readonly piece: LogPiece; readonly onShowRow: Props['onShowRow'] };

function Piece({ piece, onShowRow }: PieceProps): ReactElement {
  const { t } = useTranslation();
  const entity = t(`log.entity.${piece.entity}`);
  const about = (
    <Button size="compact-xs" variant="subtle" onClick={() => onShowRow(piece.entity, piece.id)}>
      {t('log.about')}
    </Button>
  );
  if (piece.state !== 'shown')
    return (
      <div className={classes['piece']}>
        <p>{t(piece.state === 'erased' ? 'log.pieceErased' : 'log.pieceHidden', { entity })}</p>
        {about}
      </div>
    );
  const { before, after } = piece;
  const how = before === null ? 'added' : after === null ? 'removed' : 'altered';
  const row = after ?? before;
  const title = t(`log.${how}`, { entity: row === null ? entity : thingWords(piece.entity, row) });
  return (
    <div className={classes['piece']}>
      <LogFields title={title} owner={piece.entity} before={before} after={after} />
      {about}
    </div>
  );
}
