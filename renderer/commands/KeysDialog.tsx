import { Button, Switch, TextInput, Title } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mirror } from '../state/rows.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { scoreOf } from '../ui/match.ts';
import { type Chord, chordsOf, pressOf } from './chord.ts';
import { type Command, type CommandId, commandGroups } from './command.ts';
import { allCommands, labelOf } from './commands.ts';
import { closeCommandDialog } from './dialogs.ts';
import { Keys } from './Keys.tsx';
import classes from './KeysDialog.module.css';
import { chooseKeys, useKeys } from './keyChoices.ts';
import { assign, canMeet, keysOf, reservedKeys } from './keymap.ts';
import { keyNames } from './keyName.ts';

/** All the keys in one place, each of which can be changed. */
export function KeysDialog(): ReactElement {
  const { t } = useTranslation();
  const { choices, isTabPlaying } = useKeys();
  const [query, setQuery] = useState('');
  const [changing, setChanging] = useState<CommandId | null>(null);
  const hasChoices = Object.keys(choices).length > 0;

  return (
    <Dialog
      onClose={closeCommandDialog}
      closeOnEscape={changing === null}
      size="xl"
      title={t('session.keys.title')}
      transitionProps={{ duration: 0 }}
    >
      <div className={classes['top']}>
        <TextInput
          data-autofocus
          aria-label={t('session.keys.search')}
          placeholder={t('session.keys.search')}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          className={classes['search'] ?? ''}
        />
        <Button variant="default" disabled={!hasChoices} onClick={() => chooseKeys({}, isTabPlaying)}>
          {t('session.keys.resetAll')}
        </Button>
      </div>
      <Switch
        checked={isTabPlaying}
        onChange={(event) => chooseKeys(choices, event.currentTarget.checked)}
        label={t('session.keys.tab')}
      />
      {commandGroups.map((group) => {
        const commands = allCommands.filter(
          (command) => command.group === group && scoreOf(query, labelOf(command.id)) !== null,
        );
        if (commands.length === 0) return null;
        return (
          <section key={group} className={classes['group']}>
            <Title order={3}>{t(`session.keys.group.${group}`)}</Title>
            {commands.map((command) => (
              <Row
                key={command.id}
                command={command}
                isChanging={changing === command.id}
                onChanging={(isChanging) => setChanging(isChanging ? command.id : null)}
              />
            ))}
          </section>
        );
      })}
      <CodeKeys />
    </Dialog>
  );
}

type RowProps = {
  readonly command: Command;
  readonly isChanging: boolean;
  readonly onChanging: (isChanging: boolean) => void;
};

function Row({ command, isChanging, onChanging }: RowProps): ReactElement {
  const { t } = useTranslation();
  const { choices, isTabPlaying } = useKeys();
  const keys = keysOf(command, choices);
  const label = labelOf(command.id);
  const isChosen = choices[command.id] !== undefined;

  const reset = (): void => {
    // Its own keys may have been given to another meanwhile: taking them back takes them from there.
    const { [command.id]: _, ...rest } = assign(allCommands, choices, command.id, command.keys);
    chooseKeys(rest, isTabPlaying);
  };

  return (
    <div className={classes['row']}>
      <span className={classes['label']}>{label}</span>
      {isChanging ? (
        <Recorder command={command} onDone={() => onChanging(false)} />
      ) : (
        <span className={classes['keys']}>
          {keys.map((chord) => (
            <Keys key={chord} chord={chord} />
          ))}
        </span>
      )}
      <span className={classes['actions']}>
        {isChosen && !isChanging && (
          <Button variant="subtle" color="gray" size="compact-sm" onClick={reset}>
            {t('session.keys.reset')}
          </Button>
        )}
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => onChanging(!isChanging)}
          aria-label={t(isChanging ? 'common.cancel' : 'session.keys.changeNamed', { name: label })}
        >
          {t(isChanging ? 'common.cancel' : 'session.keys.change')}
        </Button>
      </span>
    </div>
  );
}

/** Takes the next press for the command's key. It says what it takes the key from before doing so: press twice. */
function Recorder({
  command,
  onDone,
}: {
  readonly command: Command;
  readonly onDone: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const { choices, isTabPlaying, keymap } = useKeys();
  const [asked, setAsked] = useState<{ chord: Chord; holder: Command } | null>(null);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const chord = chordsOf(pressOf(event))[0];
      if (chord === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      if (chord === 'Escape') {
        onDone();
        return;
      }
      const holder = keymap.get(chord)?.find((other) => other.id !== command.id && canMeet(other, command));
      if (holder !== undefined && asked?.chord !== chord) {
        setAsked({ chord, holder });
        return;
      }
      chooseKeys(assign(allCommands, choices, command.id, [chord]), isTabPlaying);
      onDone();
    };
    // Before the dialog, which would close on Escape, and the buttons, which would take Space and Enter.
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [asked, choices, command, isTabPlaying, keymap, onDone]);

  return (
    <span className={classes['recorder']} role="status">
      {asked === null
        ? t('session.keys.press')
        : t('session.keys.taken', {
            key: keyNames(asked.chord).join(' '),
            name: labelOf(asked.holder.id),
          })}
    </span>
  );
}

/** Given by the codebook, where they are changed; one that a command uses cannot be reached by its key. */
function CodeKeys(): ReactElement | null {
  const { t } = useTranslation();
  const reserved = reservedKeys(useKeys().keymap);
  const codes = mirror.all('code').filter(({ key }) => key !== null);
  if (codes.length === 0) return null;
  return (
    <section className={classes['group']}>
      <Title order={3}>{t('session.keys.group.codes')}</Title>
      {codes.map(({ id, name, key, color }) => (
        <div key={id} className={classes['row']}>
          <span className={classes['label']}>
            <span className={classes['swatch']} style={{ background: color }} />
            {name}
          </span>
          <span className={classes['keys']}>{key !== null && <Keys chord={key.toUpperCase()} />}</span>
          <span className={classes['actions']}>
            {key !== null && reserved.has(key) ? t('session.keys.hidden') : ''}
          </span>
        </div>
      ))}
    </section>
  );
}
