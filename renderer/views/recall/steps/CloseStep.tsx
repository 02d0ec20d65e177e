import { Button } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attempt } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { placeName } from '../../../recall/places.ts';
import { byPosition } from '../../../recall/recall.ts';
import { exportSummary, finish, goToStep } from '../../../recall/steps.ts';
import { actorNow } from '../../../state/interface.ts';
import { mirror, useRows, write } from '../../../state/rows.ts';
import { DraftTextarea } from '../../../ui/DraftTextarea.tsx';
import { TimeText } from '../../../ui/TimeText.tsx';
import classes from '../RecallView.module.css';
import { useRecall } from '../recallContext.ts';
import { useCoverageWords } from '../watch/useCoverageWords.ts';

/** What was not visited, how much was watched, what else there is to say; then the interview is finished. */
export function CloseStep(): ReactElement {
  const { t } = useTranslation();
  const { recall, interview } = useRecall();
  const [isFinishing, setFinishing] = useState(false);
  const isDone = interview.status === 'done';

  return (
    <div className={classes['page']}>
      <div className={classes['columns']}>
        <NotVisited />
        <section className={classes['panel']} aria-labelledby="close-coverage">
          <h2 id="close-coverage">{t('recall.close.coverage')}</h2>
          <p className={classes['coverage']}>{useCoverageWords()}</p>
        </section>
      </div>
      <section className={classes['panel']}>
        <Field
          name="closingNote"
          label={t('recall.close.closingNote')}
          hint={t('recall.close.closingHint')}
        />
        <Field name="distressNote" label={t('recall.watch.distress')} hint={t('recall.watch.distressHint')} />
        <Field name="note" label={t('recall.close.note')} hint="" />
      </section>
      <Summary />
      <div className={classes['actions']}>
        {isDone ? (
          <p className={classes['muted']}>{t('recall.close.done')}</p>
        ) : (
          <Button
            size="md"
            loading={isFinishing}
            onClick={() => {
              setFinishing(true);
              void finish(recall).then((isFinished) => {
                if (!isFinished) setFinishing(false);
              });
            }}
          >
            {t('recall.close.finish')}
          </Button>
        )}
      </div>
    </div>
  );
}

function NotVisited(): ReactElement {
  const { t } = useTranslation();
  const { recall, interview } = useRecall();
  const places = useRows((rows) => rows.of('place', interview.id).toSorted(byPosition));
  const left = places.filter(({ visited }) => visited === null);
  return (
    <section className={classes['panel']} aria-labelledby="close-places">
      <h2 id="close-places">{t('recall.close.notVisited')}</h2>
      {left.length === 0 ? (
        <p className={classes['muted']}>{t('recall.close.allVisited')}</p>
      ) : (
        <>
          <ul className={classes['list']}>
            {left.map((place) => (
              <li key={place.id}>
                {placeName(place, places.indexOf(place))}
                {place.aroundMs !== null && (
                  <>
                    {' · '}
                    <TimeText ms={place.aroundMs} decimals={0} />
                  </>
                )}
              </li>
            ))}
          </ul>
          <div>
            <Button variant="default" onClick={() => void goToStep(recall, 'watch')}>
              {t('recall.close.goBack')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

type FieldProps = {
  readonly name: 'closingNote' | 'distressNote' | 'note';
  readonly label: string;
  readonly hint: string;
};

function Field({ name, label, hint }: FieldProps): ReactElement {
  const { id } = useRecall().interview;
  return (
    <DraftTextarea
      label={label}
      placeholder={hint}
      source={{
        key: `interview.${name}:${id}`,
        read: () => mirror.get('interview', id)?.[name] ?? '',
        save: (text) => write(client.interview.update({ id, [name]: text, actor: actorNow() })),
      }}
    />
  );
}

/** As the core would export it now. */
function Summary(): ReactElement {
  const { t } = useTranslation();
  const { recall, interview } = useRecall();
  const [text, setText] = useState<string | null>(null);
  const stops = useRows((rows) => rows.of('stop', interview.id).length);
  const places = useRows((rows) => rows.of('place', interview.id));
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of them changes what it says.
  useEffect(() => {
    let isGone = false;
    void recall.ledger
      .idle()
      .then(() => attempt(client.interview.summary({ id: interview.id, format: 'text', isForScreen: true })))
      .then((result) => {
        if (!isGone && result.ok) setText(result.value.text);
      });
    return () => {
      isGone = true;
    };
  }, [interview, stops, places]);
  return (
    <section className={classes['panel']} aria-labelledby="close-summary">
      <h2 id="close-summary">{t('recall.close.summary')}</h2>
      <pre className={classes['summary']}>{text ?? ''}</pre>
      <div className={classes['actions']}>
        <Button variant="default" onClick={() => void exportSummary(recall, 'text')}>
          {t('recall.close.exportText')}
        </Button>
        <Button variant="default" onClick={() => void exportSummary(recall, 'csv')}>
          {t('recall.close.exportCsv')}
        </Button>
      </div>
    </section>
  );
}
