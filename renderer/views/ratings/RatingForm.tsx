import { Button, NativeSelect } from '@mantine/core';
import { type KeyboardEvent, type ReactElement, useEffect, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { recallInstrumentId } from '../../../shared/instrument/recall-rating.ts';
import type { PersonId } from '../../../shared/model/ids.ts';
import type { InstrumentAbout } from '../../../shared/model/instrument-rows.ts';
import { byId } from '../../../shared/model/order.ts';
import type { InstrumentItemRow, InstrumentRow, PersonRow, RatingRow } from '../../../shared/model/rows.ts';
import { runById } from '../../commands/commands.ts';
import { currentDesk } from '../../desk/current.ts';
import { closeAbout } from '../../desk/memos/about.ts';
import { aboutOf, type Rated, ratingsOf } from '../../desk/ratings/answers.ts';
import { chooseForm, useRating } from '../../desk/ratings/ratingState.ts';
import { focusOn } from '../../desk/session/desk.ts';
import { useRatingsLoad } from '../../state/apart.ts';
import { useInterface } from '../../state/interface.ts';
import type { RowReader } from '../../state/mirror.ts';
import { useRows } from '../../state/rows.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { compareNames } from '../../ui/names.ts';
import { Waiting } from '../../ui/Waiting.tsx';
import { activePeopleOf } from '../session/people.ts';
import { Given } from './Given.tsx';
import { ItemField } from './ItemField.tsx';
import classes from './ratings.module.css';
import { Scores } from './Scores.tsx';

/** An instrument filled in about one thing in one person's name; every answer is saved as it is given. */
export function RatingForm({ rated }: { readonly rated: Rated }): ReactElement {
  const { t } = useTranslation();
  const load = useRatingsLoad(rated.inSession);
  const people = useRows((rows) => activePeopleOf(rows, rated.inSession));
  const ratings = useRows((rows) => ratingsOf(rows, rated));
  const forms = useRows((rows) => formsFor(rows, aboutOf(rated), ratings));
  const wantedForm = useRating((state) => state.forms[rated.kind]);
  const wantedPerson = useRating((state) => state.personId);
  const me = useInterface((state) => state.personId);
  // The one question of recall interviews is always there; whoever made a form of their own means that.
  const form =
    forms.find(({ id }) => id === wantedForm) ??
    forms.find(({ id }) => id !== recallInstrumentId) ??
    forms[0];
  const person =
    people.find(({ id }) => id === wantedPerson) ?? people.find(({ id }) => id === me) ?? people[0];

  if (load.status === 'failed') return <FailureNotice failure={load.failure} onRetry={load.retry} />;
  if (load.status === 'loading') return <Waiting />;
  if (person === undefined) return <p className={classes['muted']}>{t('rating.noPeople')}</p>;
  if (form === undefined)
    return (
      <div className={classes['none']}>
        <p className={classes['muted']}>{t(`rating.noForm.${aboutOf(rated)}`)}</p>
        <ToInstruments />
      </div>
    );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the Escape of whatever has the focus in it.
    <div className={classes['form']} onKeyDown={leaveOnEscape}>
      <div className={classes['choice']}>
        <NativeSelect
          size="sm"
          label={t('rating.asWhom')}
          value={person.id}
          onChange={(event) =>
            useRating.setState({ personId: idIn(people, event.currentTarget.value) ?? person.id })
          }
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <NativeSelect
          size="sm"
          label={t('rating.form')}
          value={form.id}
          onChange={(event) => chooseForm(rated.kind, idIn(forms, event.currentTarget.value) ?? form.id)}
          data={forms.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      <Items
        key={`${form.id} ${person.id}`}
        form={form}
        personId={person.id}
        rated={rated}
        ratings={ratings}
      />
      <Given kind={rated.kind} ratings={ratings} shownPersonId={person.id} shownFormId={form.id} />
    </div>
  );
}

/** On the desk Escape goes back to the recording, as from a note; in a dialog it closes that. */
function leaveOnEscape(event: KeyboardEvent<HTMLElement>): void {
  const desk = currentDesk();
  if (event.key !== 'Escape' || desk === null || event.currentTarget.closest('[aria-modal]') !== null) return;
  event.preventDefault();
  focusOn(desk, 'recording');
}

const idIn = <Row extends PersonRow | InstrumentRow>(
  rows: readonly Row[],
  id: string,
): Row['id'] | undefined => rows.find((row) => row.id === id)?.id;

/** Those about such things, by name; retired ones only where something was answered with them. */
function formsFor(rows: RowReader, about: InstrumentAbout, ratings: readonly RatingRow[]): InstrumentRow[] {
  const used = new Set(ratings.map(({ itemId }) => rows.get('instrumentItem', itemId)?.instrumentId));
  return rows
    .all('instrument')
    .filter((form) => form.about === about && (!form.isRetired || used.has(form.id)))
    .toSorted((a, b) => compareNames(a.name, b.name) || byId(a, b));
}

export function itemsOf(rows: RowReader, instrumentId: string): InstrumentItemRow[] {
  return rows.of('instrumentItem', instrumentId).toSorted((a, b) => a.position - b.position || byId(a, b));
}

function ToInstruments(): ReactElement {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      size="compact-md"
      onClick={() => {
        closeAbout();
        runById('instrument.show');
      }}
    >
      {t('rating.toInstruments')}
    </Button>
  );
}

type ItemsProps = {
  readonly form: InstrumentRow;
  readonly personId: PersonId;
  readonly rated: Rated;
  readonly ratings: readonly RatingRow[];
};

function Items({ form, personId, rated, ratings }: ItemsProps): ReactElement {
  const { t } = useTranslation();
  const items = useRows((rows) => itemsOf(rows, form.id));
  const list = useRef<HTMLOListElement>(null);
  const answers = new Map(
    ratings
      .filter((rating) => rating.personId === personId && rating.interviewId === null)
      .map((rating) => [rating.itemId, rating]),
  );
  useTakeFocus(list, aboutOf(rated));
  if (items.length === 0)
    return (
      <div className={classes['none']}>
        <p className={classes['muted']}>{t('rating.noItems')}</p>
        <ToInstruments />
      </div>
    );
  const goOn = (from: number): void => {
    const next = list.current?.children[from + 1] ?? list.current?.children[from];
    focusIn(next);
  };
  return (
    <>
      {form.note !== '' && <p className={classes['note']}>{form.note}</p>}
      <ol ref={list} className={classes['items']}>
        {items.map((item, place) => (
          <ItemField
            key={item.id}
            item={item}
            number={place + 1}
            rated={rated}
            personId={personId}
            answer={answers.get(item.id)}
            onNext={() => goOn(place)}
          />
        ))}
      </ol>
      <p className={classes['muted']}>{t('rating.keys')}</p>
      <Scores form={form} items={items} answers={answers} />
    </>
  );
}

const fieldIn = (element: Element | null | undefined): HTMLElement | null | undefined =>
  element?.querySelector<HTMLElement>('[tabindex="0"], input, textarea');

function focusIn(element: Element | null | undefined): void {
  fieldIn(element)?.focus();
}

/** Asked for by key: the first item without an answer, or else the first. */
function useTakeFocus(list: { readonly current: HTMLOListElement | null }, about: InstrumentAbout): void {
  const wantsFocus = useRating((state) => state.wantsFocus === about);
  const isTaken = useRef(false);
  useLayoutEffect(() => {
    if (!wantsFocus) return;
    const { current } = list;
    const field = fieldIn(current?.querySelector(':scope > [data-unanswered]') ?? current?.firstElementChild);
    // A dialog that opens gives the focus away a moment later: to what is marked so.
    field?.setAttribute('data-autofocus', 'true');
    field?.focus();
    current?.scrollIntoView({ block: 'nearest' });
    isTaken.current = true;
  }, [wantsFocus, list]);
  useEffect(() => {
    if (wantsFocus && isTaken.current) useRating.setState({ wantsFocus: null });
  }, [wantsFocus]);
}
