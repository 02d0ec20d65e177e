import { CloseButton } from '@mantine/core';
import { memo, type ReactElement, useCallback, useDeferredValue, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { MomentId } from '../../../../shared/model/ids.ts';
import type { CodeRow, PersonRow } from '../../../../shared/model/rows.ts';
import { applyToMoment } from '../../../desk/coding/applying.ts';
import { focusOn } from '../../../desk/session/desk.ts';
import { useInterface } from '../../../state/interface.ts';
import { useRows } from '../../../state/rows.ts';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import { CodeDot } from '../CodeDot.tsx';
import { CodeTree } from '../codes/CodeTree.tsx';
import { useDesk } from '../deskContext.ts';
import classes from './Inspector.module.css';

/**
 * What the moment is coded with, by whom, and the codebook to code it from. It looks at the codings themselves: the rest of
 * the inspector comes after the frame, and who codes by key waits for just this.
 */
export function CodesSection({ momentId }: { readonly momentId: MomentId }): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const personId = useInterface((state) => state.personId);
  const codings = useRows((rows) => rows.of('coding', momentId));
  const applied = useRows((rows) =>
    codings.map((coding) => ({
      coding,
      code: rows.get('code', coding.codeId),
      person: rows.get('person', coding.personId),
    })),
  );
  const mine = useMemo(
    () => new Set(codings.filter((coding) => coding.personId === personId).map(({ codeId }) => codeId)),
    [codings, personId],
  );
  // The tree's tick may come a frame after the code itself.
  const ticked = useDeferredValue(mine);
  const toggle = useCallback((code: CodeRow) => applyToMoment(desk, code.id), [desk]);
  const leave = useCallback(() => focusOn(desk, 'recording'), [desk]);
  const takeFocus = useCallback(
    (focus: (() => void) | null): void => {
      if (focus === null) desk.focus.delete('codes');
      else desk.focus.set('codes', focus);
    },
    [desk],
  );

  return (
    <section aria-label={t('session.inspector.codes')}>
      <div className={classes['sectionHead']}>
        <h3 className={classes['sectionTitle']}>{t('session.inspector.codes')}</h3>
      </div>
      <div className={classes['chips']}>
        {applied.map(({ coding, code, person }) =>
          code === undefined || person === undefined ? null : (
            <Chip
              key={coding.id}
              code={code}
              person={person}
              onTakeOff={coding.personId === personId ? toggle : null}
            />
          ),
        )}
      </div>
      <CodeTree
        label={t('session.inspector.codes')}
        chosen={ticked}
        onToggle={toggle}
        maxRows={9}
        onFocusable={takeFocus}
        onLeave={leave}
      />
    </section>
  );
}

type ChipProps = {
  readonly code: CodeRow;
  readonly person: PersonRow;
  /** Null for another's. */
  readonly onTakeOff: ((code: CodeRow) => void) | null;
};

/** Those that are there are not drawn again with each that comes. */
const Chip = memo(function Chip({ code, person, onTakeOff }: ChipProps) {
  const { t } = useTranslation();
  return (
    <span className={classes['chip']}>
      <CodeDot code={code} />
      <span className={classes['chipName']}>{code.name}</span>
      <span title={person.name}>
        <PersonBadge person={person} size="sm" />
      </span>
      {onTakeOff !== null && (
        <CloseButton
          size="sm"
          aria-label={t('session.inspector.takeOff', { code: code.name, name: person.name })}
          onClick={() => onTakeOff(code)}
        />
      )}
    </span>
  );
});
