import { Button, Code, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { useAppInfo } from '../../state/app.ts';
import { showDialog } from '../../state/interface.ts';
import { orShow } from '../../state/notices.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import classes from './HomeView.module.css';
import { openAndTell, useOpening } from './opening.ts';

type Props = { readonly onSample: () => void };

/** New study, open study, sample. */
export function StartCards({ onSample }: Props): ReactElement {
  const { t } = useTranslation();
  const isDesktop = useAppInfo(({ info }) => info?.host === 'desktop');
  const { opening, failed } = useOpening();
  const [isHowShown, setHowShown] = useState(false);

  async function chooseStudy(): Promise<void> {
    const listing = await orShow(attempt(client.study.choose()));
    if (listing !== undefined && listing !== null)
      await openAndTell('chosen', () => client.study.open({ ref: listing.ref }));
  }

  return (
    <div className={classes['start']}>
      <div className={classes['buttons']}>
        <Button size="md" onClick={() => showDialog('newStudy')}>
          {t('home.newStudy')}
        </Button>
        <Button
          size="md"
          variant="default"
          loading={opening === 'chosen'}
          onClick={() => (isDesktop ? void chooseStudy() : setHowShown(true))}
        >
          {t('home.openStudy')}
        </Button>
        <Button size="md" variant="default" loading={opening === 'sample'} onClick={onSample}>
          {t('home.sample')}
        </Button>
      </div>
      <Text size="sm" c="dimmed">
        {t('home.sampleHint')}
      </Text>
      {(failed?.what === 'chosen' || failed?.what === 'sample') && <FailureNotice failure={failed.failure} />}
      <Dialog
        isOpen={isHowShown}
        onClose={() => setHowShown(false)}
        title={t('home.openByCommandTitle')}
        centered
      >
        <Text>{t('home.openByCommand')}</Text>
        <Code block mt="sm">
          npm start -- --study PATH
        </Code>
      </Dialog>
    </div>
  );
}
