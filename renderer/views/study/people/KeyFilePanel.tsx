import { Button, Menu, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyFileState } from '../../../../shared/contract/names.ts';
import { attempt } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { chooseKeyFile, closeKeyFile, downloadKeyFile } from '../../../desk/study/keyFile.ts';
import { useAppInfo } from '../../../state/app.ts';
import { showDialog } from '../../../state/interface.ts';
import { useKeyFile } from '../../../state/names.ts';
import { orShow, tell } from '../../../state/notices.ts';
import { t } from '../../../ui/i18n.ts';
import { WarningIcon } from '../../../ui/icons.tsx';
import { MoreMenu } from '../../../ui/MoreMenu.tsx';
import classes from './people.module.css';

async function moveElsewhere(): Promise<void> {
  const moved = await orShow(attempt(client.names.move()));
  if (moved != null) tell(t('keyFile.moved', { fileName: moved.fileName }));
}

/** Whether a key file is open, what is to be said about it, and the way in and out of it. */
export function KeyFilePanel(): ReactElement {
  const { t } = useTranslation();
  const state = useKeyFile((names) => names.state);
  return (
    <section className={classes['keyFile']} aria-labelledby="key-file">
      <Title order={2} id="key-file" className={classes['title'] ?? ''}>
        {t('keyFile.title')}
      </Title>
      {state === null ? <Closed /> : <Opened state={state} />}
    </section>
  );
}

function Closed(): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <p className={classes['keyFileText']}>{t('keyFile.closed')}</p>
      <div className={classes['keyFileButtons']}>
        <Button variant="default" onClick={() => void chooseKeyFile()}>
          {t('keyFile.open')}
        </Button>
        <Button variant="default" onClick={() => showDialog('newKeyFile')}>
          {t('keyFile.create')}
        </Button>
      </div>
    </>
  );
}

function Opened({ state }: { readonly state: KeyFileState }): ReactElement {
  const { t } = useTranslation();
  const isDesktop = useAppInfo(({ info }) => info?.host === 'desktop');
  const { fileName, knownCount, otherCount, isSaved, isInsideStudy } = state;
  return (
    <>
      <p className={classes['keyFileText']}>
        {t('keyFile.opened', { fileName })} {t('keyFile.known', { count: knownCount })}{' '}
        {otherCount > 0 && t('keyFile.others', { count: otherCount })}
      </p>
      {!isSaved && <Warning text={t('keyFile.unsaved')} />}
      {isInsideStudy && <Warning text={t('keyFile.inside')} />}
      <div className={classes['keyFileButtons']}>
        {!isSaved && <Button onClick={() => void downloadKeyFile()}>{t('keyFile.download')}</Button>}
        <Button variant="default" onClick={() => showDialog('nameCheck')}>
          {t('keyFile.check')}
        </Button>
        <Button variant="default" onClick={() => void closeKeyFile()}>
          {t('keyFile.close')}
        </Button>
        <MoreMenu label={t('keyFile.more')}>
          {isDesktop ? (
            <Menu.Item onClick={() => void moveElsewhere()}>{t('keyFile.move')}</Menu.Item>
          ) : (
            <Menu.Item onClick={() => void downloadKeyFile()}>{t('keyFile.download')}</Menu.Item>
          )}
          <Menu.Item onClick={() => showDialog('changeKeyFile')}>{t('keyFile.passphrase')}</Menu.Item>
        </MoreMenu>
      </div>
    </>
  );
}

function Warning({ text }: { readonly text: string }): ReactElement {
  return (
    <p className={classes['warning']} role="alert">
      <WarningIcon className={classes['warningIcon'] ?? ''} />
      {text}
    </p>
  );
}
