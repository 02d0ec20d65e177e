import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { largeCodebook } from '../fixtures/large-codebook.ts';
import { Study } from './pages/Study.ts';
import { tabTo } from './support/by-keyboard.ts';
import { chooseFiles } from './support/files.ts';
import { launchApp, type RunningApp } from './support/launch.ts';
import { look } from './support/look.ts';

test.setTimeout(240_000);

/** The sample's codebook on screen. */
async function openCodebook(page: Page, app: RunningApp): Promise<void> {
  await page.goto(app.url);
  await new Study(page).tab('Codebook').click();
  await expect(page.getByRole('tree', { name: 'Codes' })).toBeVisible();
}

/** As other programs would take it. */
async function exportQdc(page: Page): Promise<Buffer> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /^REFI-QDA codebook/ }).click();
  return await readFile(await (await download).path());
}

const code = (page: Page, name: string): Locator => page.getByRole('treeitem', { name });
const editor = (page: Page, name: string): Locator => page.getByRole('region', { name: `Code ${name}` });

test('everything that is said of a code is kept, and a key given to two codes is refused', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  await openCodebook(page, app);
  await code(page, 'Memory').click();
  const memory = editor(page, 'Memory');
  await memory.getByRole('textbox', { name: 'Key' }).fill('4');
  await expect(memory.getByRole('alert')).toHaveText('The key 4 belongs to “Body sensation” already.');
  await expect(memory.getByRole('textbox', { name: 'Key' })).toHaveValue('5');
  await memory.getByRole('textbox', { name: 'Key' }).fill('y');
  await expect(memory.getByRole('alert')).toBeHidden();
  await memory.getByRole('textbox', { name: 'Short label' }).fill('Mem');
  await memory.getByRole('textbox', { name: 'When to use', exact: true }).fill('A scene is told.');
  await memory.getByRole('textbox', { name: 'When not to use' }).fill('A fact is told.');
  await memory.getByText('Point: at an instant').click();
  await memory.getByRole('combobox', { name: 'Exclusive group' }).fill('Past');
  await memory.getByRole('switch', { name: 'Retired' }).press('Space');
  await memory.getByRole('button', { name: 'Add a moment it was applied to' }).click();
  await page.getByRole('menuitem').first().click();
  await memory.getByRole('textbox', { name: 'What it shows' }).fill('The smell comes first');
  await memory.getByRole('textbox', { name: 'Name' }).focus();
  await expect(code(page, 'Memory')).toContainText('retired');

  await page.reload();
  await code(page, 'Memory').click();
  await expect(memory.getByRole('textbox', { name: 'Short label' })).toHaveValue('Mem');
  await expect(memory.getByRole('textbox', { name: 'When to use', exact: true })).toHaveValue(
    'A scene is told.',
  );
  await expect(memory.getByRole('textbox', { name: 'When not to use' })).toHaveValue('A fact is told.');
  await expect(memory.getByRole('radio', { name: 'Point: at an instant' })).toBeChecked();
  await expect(memory.getByRole('combobox', { name: 'Exclusive group' })).toHaveValue('Past');
  await expect(memory.getByRole('switch', { name: 'Retired' })).toBeChecked();
  await expect(memory.getByRole('textbox', { name: 'What it shows' })).toHaveValue('The smell comes first');

  // An example leads to its moment.
  await memory.getByRole('button', { name: /^Show .* in its session$/ }).click();
  await page
    .getByRole('dialog', { name: 'Who is marking?' })
    .getByRole('button', { name: 'Coder K' })
    .click();
  await expect(page.getByRole('region', { name: 'Moment', exact: true })).toContainText('Memory');
});

test('moving, merging and splitting say first what becomes of the codings; versions tell what was changed', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  await openCodebook(page, app);
  await page.getByRole('button', { name: 'Versions' }).click();
  const versions = page.getByRole('dialog', { name: 'Versions of the codebook' });
  await versions.getByRole('textbox', { name: 'Name' }).fill('Pilot');
  await versions.getByRole('button', { name: 'Keep as a version' }).click();
  await expect(versions.getByText('Nothing has changed between the two.')).toBeVisible();
  await versions.getByRole('button', { name: 'Close' }).click();

  // A set is made and filled by keyboard; its code says where it is, and can be taken out and put back there.
  await page.getByRole('button', { name: 'Sets' }).press('Enter');
  const sets = page.getByRole('dialog', { name: 'Sets of codes' });
  await expect(sets.getByRole('textbox', { name: 'Name of a new set' })).toBeFocused();
  await page.keyboard.type('For the paper');
  await page.keyboard.press('Enter');
  await expect(sets.getByRole('combobox', { name: 'Set', exact: true })).toContainText('(0 codes)');
  await tabTo(page, /^Codes in it/);
  for (const name of ['Memory', 'Feeling named']) {
    await page.keyboard.type(name);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  }
  await expect(sets.getByRole('combobox', { name: 'Set', exact: true })).toContainText('(2 codes)');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await look(page, 'codebook-sets');
  await page.keyboard.press('Escape');
  await expect(sets).toBeHidden();
  await code(page, 'Memory').click();
  const setsOfMemory = editor(page, 'Memory').getByRole('combobox', { name: 'Sets' });
  await setsOfMemory.focus();
  await page.keyboard.press('Backspace');
  await expect(editor(page, 'Memory').getByText('For the paper')).toBeHidden();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect(editor(page, 'Memory').getByText('For the paper')).toBeVisible();
  await look(page, 'codebook-sets-of-code');
  const qdc = await exportQdc(page);
  expect(qdc.toString().match(/<MemberCode/g)).toHaveLength(2);

  // By key: up among its siblings at once, out of its parent only after it was said what that does.
  await code(page, 'Feeling named').click();
  await page.getByRole('tree', { name: 'Codes' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByRole('treeitem').nth(6)).toContainText('Feeling named');
  await page.keyboard.press('Alt+ArrowLeft');
  const asked = page.getByRole('dialog', { name: 'Move “Feeling named” with what it was applied to?' });
  await expect(asked).toContainText('Counts that include what is below lose them: Inner experience.');
  await asked.getByRole('button', { name: 'Move' }).click();
  await expect(code(page, 'Feeling named')).toHaveAttribute('aria-level', '1');

  // Merged, and taken back as one step.
  await code(page, 'Memory').click();
  await editor(page, 'Memory').getByRole('button', { name: 'Merge into…' }).click();
  const merging = page.getByRole('dialog', { name: 'Merge “Memory” into another code' });
  await merging.getByRole('combobox', { name: 'Code' }).fill('body');
  await page.getByRole('option', { name: /Body sensation/ }).click();
  await expect(merging).toContainText(/by one coder in one session, gets? the other code/);
  await expect(merging).toContainText('The set that it is in gets the other code.');
  await merging.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(code(page, 'Memory')).toBeHidden();
  await expect(editor(page, 'Body sensation')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('tree', { name: 'Codes' }).focus();
  await page.keyboard.press('Control+z');
  await expect(code(page, 'Memory')).toBeVisible();

  // Split: each coding goes where it is sent.
  await code(page, 'Memory').click();
  await editor(page, 'Memory').getByRole('button', { name: 'Split…' }).click();
  const splitting = page.getByRole('dialog', { name: 'Split “Memory”' });
  await splitting.getByRole('textbox', { name: 'New code 1' }).fill('Memory of a scene');
  await splitting.getByRole('combobox').first().selectOption('Memory of a scene');
  await expect(splitting).toContainText('One coding gets a new code.');
  await splitting.getByRole('button', { name: 'Split', exact: true }).click();
  await code(page, 'Memory of a scene').click();
  await expect(editor(page, 'Memory of a scene')).toContainText('Applied once.');

  await page.getByRole('button', { name: 'Versions' }).click();
  await expect(versions).toContainText('One code added');
  await expect(versions).toContainText('Memory of a scene');
  await expect(versions).toContainText('For the paper added');
  await expect(versions).toContainText(
    /Feeling named moved, order|Feeling named order, moved|Feeling named moved/,
  );
  await versions.getByRole('button', { name: 'Close' }).click();

  // The codebook as it was, from a file that knows no keys: what moves is said first, and the keys stay.
  await chooseFiles(page, () => page.getByRole('button', { name: 'Import…' }).click(), {
    name: 'before.qdc',
    mimeType: 'application/xml',
    buffer: qdc,
  });
  const importing = page.getByRole('dialog', { name: 'Import a codebook' });
  await expect(importing).toContainText('8 of them are here already. It holds a set of codes, too.');
  await expect(importing).toContainText('One of them lies elsewhere in the file');
  await importing.getByRole('radio', { name: 'Take what the file says' }).check();
  await look(page, 'codebook-import-update');
  await importing.getByRole('button', { name: 'Import 8 codes' }).click();
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText(
    '0 codes added, 8 changed, 0 left as they were.',
  );
  await expect(code(page, 'Feeling named')).toHaveAttribute('aria-level', '2');
  await code(page, 'Feeling named').click();
  await expect(editor(page, 'Feeling named').getByRole('textbox', { name: 'Key' })).toHaveValue('6');
});

test('2,000 codes come in, are filtered, walked and dragged with only those in sight in the document', async ({
  page,
}) => {
  await using app = await launchApp(['--sample']);
  await openCodebook(page, app);
  await chooseFiles(page, () => page.getByRole('button', { name: 'Import…' }).click(), {
    name: 'large.json',
    mimeType: 'application/json',
    buffer: Buffer.from(largeCodebook(2000).json),
  });
  await page.getByRole('button', { name: 'Import 2000 codes' }).click();
  await expect(page.getByText('2008 codes', { exact: true })).toBeVisible();
  const items = page.getByRole('treeitem');
  expect(await items.count()).toBeLessThan(80);
  const tree = page.getByRole('tree', { name: 'Codes' });
  await tree.focus();
  await page.keyboard.press('End');
  await expect(page.locator('[role=treeitem][aria-selected=true]')).toBeInViewport();
  await page.keyboard.press('Home');
  await expect(code(page, 'Alliance').first()).toHaveAttribute('aria-selected', 'true');

  const find = page.getByRole('textbox', { name: 'Find a code' });
  await find.fill('2999');
  await expect(code(page, /2999/.source)).toBeVisible();
  expect(await items.count()).toBeLessThan(20);
  await find.fill('');

  // The mouse: into another code.
  const target = code(page, 'Inner experience');
  await code(page, 'Resolution').dragTo(target);
  const asked = page.getByRole('dialog', { name: /^Move “Resolution”/ });
  await asked.getByRole('button', { name: 'Move' }).click();
  await expect(code(page, 'Resolution')).toHaveAttribute('aria-level', '2');

  // What cannot be taken in is listed, the rest is imported; and what was imported goes out again.
  await chooseFiles(page, () => page.getByRole('button', { name: 'Import…' }).click(), {
    name: 'odd.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('name,parent,colour,key\r\nNew one,,greenish,4\r\n'),
  });
  const importing = page.getByRole('dialog', { name: 'Import a codebook' });
  await expect(importing).toContainText('Line 2: New one greenish');
  await importing.getByRole('button', { name: 'Import one code' }).click();
  await expect(importing).toContainText('New one: the key 4 belongs to “Body sensation” already.');
  await importing.getByRole('button', { name: 'Done' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'JSON, with everything' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text).toContain('"New one"');
  expect(text.match(/"guid"/g)).toHaveLength(2009);
});
