import type { Entity } from '../../../../shared/model/rows.ts';
import { formatTime } from '../../../../shared/time/timecode.ts';
import { log } from '../../../ui/catalogue/log.ts';
import { fieldWords, valueWords } from '../../../ui/catalogue/log-fields.ts';
import { t } from '../../../ui/i18n.ts';
import { formatBytes, formatInstant, formatIsoDate } from '../../../ui/words.ts';
import { wordsOfId } from './thingWords.ts';

const entityWords = new Map<string, string>(Object.entries(log.log.entity));

/** Of whom the field is: an entity, or an occurrence of the log. */
export type Owner = Entity | (string & {});

const lookUp = <T>(table: Readonly<Record<string, T>>, owner: Owner, name: string): T | undefined =>
  Object.hasOwn(table, `${owner}.${name}`)
    ? table[`${owner}.${name}`]
    : Object.hasOwn(table, name)
      ? table[name]
      : undefined;

/** Null: there is none; what a newer version wrote may have a field that this one has no word for. */
export const wordOfField = (owner: Owner, name: string): string | null =>
  // What a withdrawal counts, it counts by entity.
  lookUp(fieldWords, owner, name) ?? entityWords.get(name) ?? null;

export const wordOfValue = (owner: Owner, name: string, value: string): string | null =>
  lookUp(lookUp(valueWords, owner, name) ?? {}, '', value) ?? null;

const isFields = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textWords(owner: Owner, name: string, value: string): string {
  if (/Ids?$/.test(name)) return wordsOfId(value) ?? t('log.notAtHand', { id: value.slice(-6) });
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return formatIsoDate(value);
  return wordOfValue(owner, name, value) ?? value;
}

function numberWords(name: string, value: number): string {
  if (/(^a|A)t$/.test(name)) return formatInstant(value);
  if (name === 'byteCount') return formatBytes(value);
  // Of a frame there are fractions, which are lost in a time of day.
  return /Ms$/.test(name) && name !== 'averageFrameMs' ? formatTime(value) : String(value);
}

/**
 * What a field says, in words: people and things by what they are called, times as such, every other text as it is
 * saved, since the log is evidence and not a retelling.
 */
function valueText(owner: Owner, name: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return t('log.nothing');
  if (typeof value === 'boolean') return t(value ? 'log.yes' : 'log.no');
  if (typeof value === 'number') return numberWords(name, value);
  if (typeof value === 'string') return textWords(owner, name, value);
  if (Array.isArray(value)) {
    if (value.length === 0) return t('log.nothing');
    const [first] = value;
    // A sample of a dial trace: session time and what the dial stood at.
    if (name === 'samples' && typeof first === 'number')
      return value.map((each, index) => (index === 0 ? formatTime(Number(each)) : String(each))).join(' ');
    return value.map((each) => valueText(owner, name, each)).join(typeof first === 'object' ? '; ' : ', ');
  }
  return [...flat(owner, value).values()].map(({ label, text }) => `${label}: ${text}`).join(', ');
}

/** A text that is empty says as little as one that is not there. */
const isEqual = (left: unknown, right: unknown): boolean => {
  const [was, is] = [left, right].map((value) =>
    JSON.stringify(value === '' || value === undefined ? null : value),
  );
  return was === is;
};

type Field = { readonly label: string; readonly value: unknown; readonly text: string };

/** The fields of fields beside those above them, by their path. */
function flat(owner: Owner, side: object | null, path = '', above = ''): Map<string, Field> {
  const found = new Map<string, Field>();
  for (const [name, value] of Object.entries(side ?? {})) {
    if (name === 'id' && path === '') continue;
    const label = above + (wordOfField(owner, name) ?? name);
    if (isFields(value))
      for (const each of flat(owner, value, `${path}${name}.`, `${label}, `)) found.set(...each);
    else found.set(path + name, { label, value, text: valueText(owner, name, value) });
  }
  return found;
}

export type FieldLine = {
  readonly path: string;
  readonly label: string;
  readonly was: string;
  readonly is: string;
};

/** The fields that differ between the two sides, in words; null: it was not there, or is not any more. */
export function fieldLines(owner: Owner, before: object | null, after: object | null): FieldLine[] {
  const old = flat(owner, before);
  const now = flat(owner, after);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((path) => {
    const was = old.get(path);
    const is = now.get(path);
    if (isEqual(was?.value, is?.value)) return [];
    const nothing = t('log.nothing');
    return [{ path, label: (is ?? was)?.label ?? path, was: was?.text ?? nothing, is: is?.text ?? nothing }];
  });
}
