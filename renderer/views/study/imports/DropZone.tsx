import { type DragEvent, type ReactElement, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addFiles } from '../../../state/importing.ts';
import { showTab } from '../../../state/interface.ts';
import classes from './imports.module.css';

const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

/** Takes files dropped anywhere on the study; a session's card takes those dropped on it for itself. */
export function DropZone({ children }: { readonly children: ReactNode }): ReactElement {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  // Entering a child leaves its parent: only when as many were left as entered has the pointer gone.
  const depth = useRef(0);

  function onDrop(event: DragEvent): void {
    depth.current = 0;
    setOver(false);
    if (!hasFiles(event) || event.defaultPrevented) return;
    event.preventDefault();
    showTab('sessions');
    void addFiles([...event.dataTransfer.files], null);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the Import button is everybody's.
    <div
      className={classes['zone']}
      onDragEnter={(event) => {
        if (!hasFiles(event)) return;
        depth.current += 1;
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!hasFiles(event)) return;
        depth.current = Math.max(0, depth.current - 1);
        if (depth.current === 0) setOver(false);
      }}
      onDragOver={(event) => {
        if (hasFiles(event)) event.preventDefault();
      }}
      onDrop={onDrop}
    >
      {children}
      {isOver && (
        <div className={classes['hint']} aria-hidden="true">
          {t('import.dropHere')}
        </div>
      )}
    </div>
  );
}
