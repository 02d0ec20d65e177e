import { CloseButton } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ThingFacts } from '../../../shared/contract/memo.ts';
import type { Thing } from '../../../shared/model/memo-rows.ts';
import type { LinkRow } from '../../../shared/model/rows.ts';
import { client } from '../../api/client.ts';
import { goToThing } from '../../desk/going.ts';
import { actorNow } from '../../state/interface.ts';
import { orShow } from '../../state/notices.ts';
import { useRows, write } from '../../state/rows.ts';
import { EditableText } from '../../ui/EditableText.tsx';
import classes from './memos.module.css';
import { thingWords, useThings } from './things.ts';

type Linked = { readonly link: LinkRow; readonly isFrom: boolean; readonly other: Thing };

function linkedWith(links: readonly LinkRow[], id: string): readonly Linked[] {
  return links
    .filter(({ fromId, toId }) => fromId === id || toId === id)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((link) => {
      const isFrom = link.fromId === id;
      const other = isFrom ? { kind: link.toKind, id: link.toId } : { kind: link.fromKind, id: link.fromId };
      return { link, isFrom, other };
    });
}

type Props = { readonly id: string; readonly isOfMemo?: boolean };

/** What a thing is linked with, whichever end it is; each leads to the other. */
export function Links({ id, isOfMemo = false }: Props): ReactElement | null {
  const { t } = useTranslation();
  const linked = linkedWith(
    useRows((rows) => rows.of('link', id)),
    id,
  );
  const facts = useThings(linked.map(({ other }) => other));
  if (linked.length === 0) return null;
  return (
    <ul className={classes['links']} aria-label={t(isOfMemo ? 'memo.linksOfMemo' : 'memo.links')}>
      {linked.map((each) => (
        <LinkItem key={each.link.id} linked={each} facts={facts.get(each.other.id)} />
      ))}
    </ul>
  );
}

type ItemProps = { readonly linked: Linked; readonly facts: ThingFacts | undefined };

function LinkItem({ linked: { link, isFrom, other }, facts }: ItemProps): ReactElement {
  const { t } = useTranslation();
  const words = facts === undefined ? null : thingWords(facts);
  const kind = words?.kind ?? t(`memo.kind.${other.kind}`);
  const name = words === null ? kind : `${kind} ${words.name}`.trim();
  return (
    <li className={classes['link']}>
      <span className={classes['direction']} title={t(isFrom ? 'memo.toOther' : 'memo.fromOther')}>
        <span aria-hidden="true">{isFrom ? '→' : '←'}</span>
      </span>
      <button type="button" className={classes['end']} onClick={() => void goToThing(other)}>
        {kind !== '' && <span className={classes['kind']}>{kind}</span>}
        <span className={classes['name']}>{words?.name}</span>
        {words !== null && words.where !== '' && <span className={classes['about']}>{words.where}</span>}
      </button>
      <CloseButton
        size="sm"
        aria-label={t('memo.removeLink', { name })}
        onClick={() => void orShow(write(client.link.remove({ id: link.id, actor: actorNow() })))}
      />
      <EditableText
        value={link.relation}
        label={t('memo.relationTo', { name })}
        placeholder={t('memo.relationHint')}
        isEmptyAllowed
        className={classes['relation'] ?? ''}
        onSave={(relation) =>
          void orShow(write(client.link.update({ id: link.id, relation, actor: actorNow() })))
        }
      />
    </li>
  );
}
