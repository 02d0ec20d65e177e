import { Button, FileButton, Menu, Text } from '@mantine/core';
import { type ReactElement, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { chooseCode, useChosenCode } from '../../../desk/study/chosenCode.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { useRows, write } from '../../../state/rows.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { ChevronDownIcon, PlusIcon } from '../../../ui/icons.tsx';
import { CodeEditor, type EditorHandle } from './CodeEditor.tsx';
import { CodeTree } from './CodeTree.tsx';
import classes from './codebook.module.css';
import { nextColor } from './colors.ts';
import { exportCodebook } from './files/exporting.ts';
import { ImportDialog } from './files/ImportDialog.tsx';
import { SetsDialog } from './sets/SetsDialog.tsx';
import { VersionsDialog } from './versions/VersionsDialog.tsx';

/** The codebook: its tree, and the code that is chosen in it. */
export function Codebook(): ReactElement {
  const { t } = useTranslation();
  const codes = useRows((rows) => rows.all('code'));
  const chosenId = useChosenCode(({ id }) => id);
  const editor = useRef<EditorHandle>(null);
  const chosen = codes.find(({ id }) => id === chosenId);

  async function add(parent: CodeRow | null): Promise<void> {
    const call = client.code.create({
      parentId: parent?.id ?? null,
      name: t('codebook.newName'),
      color: parent?.color ?? nextColor(codes),
      key: null,
      definition: '',
      isCodable: true,
      actor: actorNow(),
    });
    const made = await orShow(write(call));
    if (made !== undefined) chooseCode(made.id);
  }

  return (
    <>
      <div className={classes['bar']}>
        <Button leftSection={<PlusIcon />} onClick={() => void add(null)}>
          {t('codebook.add')}
        </Button>
        {chosen !== undefined && (
          <Button
            variant="default"
            className={classes['addInside'] ?? ''}
            title={t('codebook.addInside', { name: chosen.name })}
            onClick={() => void add(chosen)}
          >
            {t('codebook.addInside', { name: chosen.name })}
          </Button>
        )}
        <Text c="dimmed" className={classes['summary'] ?? ''}>
          {t('codebook.codes', { count: codes.length })}
        </Text>
        <Files isEmpty={codes.length === 0} />
      </div>
      {codes.length === 0 ? (
        <EmptyState order={2} size="lg" title={t('codebook.emptyTitle')}>
          {t('codebook.emptyText')}
        </EmptyState>
      ) : (
        <div className={classes['columns']}>
          <div className={classes['treeColumn']}>
            <CodeTree
              codes={codes}
              chosenId={chosen?.id ?? null}
              onChoose={chooseCode}
              onEnter={() => editor.current?.focus()}
            />
            <Text size="sm" c="dimmed" className={classes['keysHint'] ?? ''}>
              {t('codebook.keysHint')}
            </Text>
          </div>
          {chosen === undefined ? (
            <div className={classes['editor']}>
              <EmptyState title={t('codebook.noneChosen')} />
            </div>
          ) : (
            <CodeEditor key={chosen.id} ref={editor} code={chosen} onGone={chooseCode} />
          )}
        </div>
      )}
    </>
  );
}

/** Codebooks come and go as files, have sets, and are kept as versions. */
function Files({ isEmpty }: { readonly isEmpty: boolean }): ReactElement {
  const { t } = useTranslation();
  const [file, setFile] = useState<File | null>(null);
  const [isShowingSets, setShowingSets] = useState(false);
  const [isShowingVersions, setShowingVersions] = useState(false);
  const reset = useRef<() => void>(null);
  return (
    <div className={classes['files']}>
      <FileButton
        resetRef={reset}
        accept=".qdc,.csv,.json,application/json,text/csv"
        inputProps={{ 'aria-label': t('coding.book.importTitle') }}
        onChange={setFile}
      >
        {(props) => (
          <Button {...props} variant="default">
            {t('coding.book.import')}
          </Button>
        )}
      </FileButton>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" disabled={isEmpty} rightSection={<ChevronDownIcon size="1em" />}>
            {t('coding.book.exportAs')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item title={t('coding.book.exportQdcHint')} onClick={() => void exportCodebook('qdc')}>
            {t('coding.book.exportQdc')}
          </Menu.Item>
          <Menu.Item title={t('coding.book.exportCsvHint')} onClick={() => void exportCodebook('csv')}>
            {t('coding.book.exportCsv')}
          </Menu.Item>
          <Menu.Item title={t('coding.book.exportCsvHint')} onClick={() => void exportCodebook('csv', true)}>
            {t('coding.book.exportCsvExcel')}
          </Menu.Item>
          <Menu.Item onClick={() => void exportCodebook('json')}>{t('coding.book.exportJson')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" disabled={isEmpty} onClick={() => setShowingSets(true)}>
        {t('coding.book.setsShow')}
      </Button>
      <Button variant="default" onClick={() => setShowingVersions(true)}>
        {t('coding.book.versions')}
      </Button>
      {file !== null && (
        <ImportDialog
          file={file}
          onClose={() => {
            setFile(null);
            // The same file may be chosen again, corrected meanwhile.
            reset.current?.();
          }}
        />
      )}
      {isShowingSets && <SetsDialog onClose={() => setShowingSets(false)} />}
      {isShowingVersions && <VersionsDialog onClose={() => setShowingVersions(false)} />}
    </div>
  );
}
