import type { CodeChange, CodeEffects } from '../../../../../shared/contract/coding.ts';
import type { CodeRow } from '../../../../../shared/model/rows.ts';
import { attempt, type Result } from '../../../../api/attempt.ts';
import { client } from '../../../../api/client.ts';
import { mirror } from '../../../../state/rows.ts';
import { t } from '../../../../ui/i18n.ts';

export function effectsOf(change: CodeChange): Promise<Result<CodeEffects>> {
  return attempt(client.code.preview({ change }));
}

/** How many codings hang on the code and on those below it. */
export function codingsAt({ codings, codingsBelow }: CodeEffects): number {
  return codings + codingsBelow;
}

const namesOf = (ids: readonly CodeRow['id'][]): string =>
  ids.map((id) => mirror.get('code', id)?.name ?? '').join(', ');

function alongWords({ codesBelow, examples }: CodeEffects): string[] {
  return [
    ...(codesBelow > 0 ? [t('coding.book.effect.below', { count: codesBelow })] : []),
    ...(examples > 0 ? [t('coding.book.effect.examples', { count: examples })] : []),
  ];
}

/** What merging does, in sentences. */
export function mergeWords(effects: CodeEffects): string[] {
  const { codings, coders, sessions, doubled, overlapping, sets } = effects;
  const said: string[] =
    codings === 0
      ? [t('coding.book.effect.none')]
      : [
          t('coding.book.effect.codings', {
            count: codings,
            coders: t('coding.book.effect.coders', { count: coders }),
            sessions: t('coding.book.effect.sessions', { count: sessions }),
          }),
        ];
  if (doubled > 0) said.push(t('coding.book.effect.doubled', { count: doubled }));
  if (overlapping > 0) said.push(t('coding.book.effect.overlapping', { count: overlapping }));
  if (sets > 0) said.push(t('coding.book.effect.sets', { count: sets }));
  return [...said, ...alongWords(effects)];
}

/** What moving does: codings keep their code, and counts with descendants change. */
export function moveWords(effects: CodeEffects): string[] {
  const count = codingsAt(effects);
  const { losing, gaining, codesBelow } = effects;
  if (count === 0)
    return [
      t('coding.book.effect.none'),
      ...(codesBelow > 0 ? [t('coding.book.effect.below', { count: codesBelow })] : []),
    ];
  return [
    t('coding.book.effect.kept', { count }),
    ...(codesBelow > 0 ? [t('coding.book.effect.below', { count: codesBelow })] : []),
    ...(losing.length > 0 ? [t('coding.book.effect.losing', { names: namesOf(losing) })] : []),
    ...(gaining.length > 0 ? [t('coding.book.effect.gaining', { names: namesOf(gaining) })] : []),
  ];
}
