import { expect, type Page, test } from '@playwright/test';
import { Desk } from './pages/Desk.ts';
import { Home } from './pages/Home.ts';
import { Study } from './pages/Study.ts';
import { launchApp } from './support/launch.ts';
import { allLooks, look, twoLooks } from './support/look.ts';

// axe looks at every element of some thirty screens.
test.setTimeout(180_000);

const tabs = [
  'Sessions',
  'People',
  'Consent',
  'Codebook',
  'Instruments',
  'Memos',
  'Log',
  'Settings',
] as const;

test('nothing serious on Home and on an empty study', async ({ page }) => {
  await using app = await launchApp();
  const home = new Home(page);
  const study = new Study(page);
  await home.visit(app.url);
  await look(page, 'Home without studies', allLooks);
  await page.getByRole('button', { name: 'New study' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'New study');
  await page.keyboard.press('Escape');
  await home.makeStudy('Empty');
  for (const tab of tabs) {
    await study.tab(tab).click();
    await look(page, `empty study, ${tab}`, tab === 'Sessions' ? allLooks : twoLooks);
  }
  await study.close();
  await expect(home.recent('Empty')).toBeVisible();
  await look(page, 'Home with a study', allLooks);
});

test('nothing serious on a full study', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const study = new Study(page);
  await page.goto(app.url);
  await expect(page.getByRole('button', { name: 'Session 3', exact: true })).toBeVisible();
  await look(page, 'study, Sessions', allLooks);
  await page.getByRole('button', { name: 'More about Session 3' }).click();
  await look(page, 'study, menu of a session');
  await page.getByRole('menuitem', { name: 'Edit session…' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await look(page, 'study, session dialog');
  await page.keyboard.press('Escape');
  await study.tab('People').click();
  await look(page, 'study, People');
  await study.tab('Codebook').click();
  await page.getByRole('treeitem').first().click();
  await look(page, 'study, Codebook');
  await study.tab('Settings').click();
  await page.getByRole('button', { name: 'Make a backup now' }).click();
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('made and checked');
  await look(page, 'study, Settings');
});

test('nothing serious on the session desk', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const desk = new Desk(page);
  await page.goto(app.url);
  await new Study(page).openSession('Session 3');
  await expect(page.getByRole('dialog', { name: 'Who is marking?' })).toBeVisible();
  await look(page, 'who is marking');
  await desk.markAs('Coder K');
  await desk.seeWholeWave();
  await look(page, 'desk, sound');
  await desk.moments.filter({ hasText: 'Hearing about the clock' }).click();
  await look(page, 'desk, a moment selected', allLooks);
  await desk.openCommands();
  await look(page, 'every command');
  await desk.press('Escape');
  await desk.press('Shift+?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await look(page, 'keys');
  await desk.press('Escape');
  await page.getByRole('button', { name: 'Filter by person and code' }).click();
  await look(page, 'filter');
  await desk.press('Escape');
  await page.getByRole('button', { name: 'Recording Session, sound' }).click();
  await page.getByRole('menuitemradio', { name: /Session, picture/ }).click();
  await expect(page.getByLabel('Picture of Session, picture')).toBeVisible();
  await look(page, 'desk, picture', allLooks);
});

/** Goes to a thing as the keyboard does, and shows that it can be seen where one is. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const now = page.locator('*:focus');
    if ((await now.count()) === 0) continue;
    const words = await now.evaluate(
      (element) => element.getAttribute('aria-label') ?? element.textContent ?? '',
    );
    if (!name.test(words)) continue;
    // A card may wear the ring of the name that opens it.
    const hasRing = await now.evaluate((element) =>
      [element, element.closest('li')].some((each) => {
        if (each === null) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
        return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none';
      }),
    );
    expect(hasRing, `the focus on ${words} can be seen`).toBe(true);
    return;
  }
  throw new Error(`Tab does not come to ${name}`);
}

test('a small job without the mouse', async ({ page }) => {
  await using app = await launchApp();
  const desk = new Desk(page);
  await new Home(page).visit(app.url);
  await tabTo(page, /^Try the sample study$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Close study' })).toBeVisible();
  await tabTo(page, /^Session 3$/);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Who is marking?' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole('button', { name: /Client 07/ })).toBeFocused();
  await tabTo(page, /Coder K/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Marking as Coder K' })).toBeVisible();

  await desk.play();
  await desk.press('m');
  await desk.seeCount(11);
  await expect(page.getByRole('status').filter({ hasText: 'Moment marked at' })).toHaveCount(1);
  await desk.pause();
  await desk.writeNote('Without a mouse.');
  await desk.press('6');
  await expect(desk.applied('Feeling named', 'Coder K')).toBeVisible();
  await desk.press('Control+z');
  await expect(desk.applied('Feeling named', 'Coder K')).toBeHidden();
  await expect(page.getByRole('status').filter({ hasText: 'Undone: code applied or taken off' })).toHaveCount(
    1,
  );

  const started = page.waitForEvent('download');
  await desk.openCommands();
  await page.keyboard.type('export csv');
  await expect(
    page.getByRole('listbox', { name: 'Commands' }).getByRole('option', { selected: true }),
  ).toContainText('Export moments as CSV');
  await page.keyboard.press('Enter');
  expect((await started).suggestedFilename()).toMatch(/\.csv$/);
});

/** Controls cut off at the window's edge where no scrolling brings them in, squeezed to nothing, or upon each other. */
async function outOfReach(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const lost: string[] = [];
    const isScrolled = (control: Element): boolean => {
      for (let each = control.parentElement; each !== null; each = each.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(each);
        const isPage = each === document.documentElement;
        if ((isPage || /auto|scroll/.test(overflowY)) && each.scrollHeight > each.clientHeight) return true;
        if ((isPage || /auto|scroll/.test(overflowX)) && each.scrollWidth > each.clientWidth) return true;
      }
      return false;
    };
    const nameOf = (control: Element): string =>
      control.getAttribute('aria-label') ?? control.textContent ?? '';
    // A choice of Mantine's is its label; the input behind it takes no room.
    const controls = [
      ...document.querySelectorAll(
        'button, input:not([type=radio]), textarea, select, [role=tab], [role=timer]',
      ),
    ].filter((each) => each.closest('[aria-hidden=true]') === null && each.checkVisibility());
    for (const control of controls) {
      const { left, right, top, bottom, width, height } = control.getBoundingClientRect();
      const isIn = left >= -1 && right <= innerWidth + 1 && top >= -1 && bottom <= innerHeight + 1;
      if (width < 8 || height < 8) lost.push(`too small: ${nameOf(control)}`);
      else if (!isIn && !isScrolled(control)) lost.push(`outside: ${nameOf(control)}`);
    }
    // What is scrolled out of the room it is in is seen nowhere, and so lies upon nothing.
    const seenOf = (control: Element) => {
      let { left, right, top, bottom } = control.getBoundingClientRect();
      for (let each = control.parentElement; each !== null; each = each.parentElement) {
        if (each === document.documentElement || getComputedStyle(each).overflowY === 'visible') continue;
        const room = each.getBoundingClientRect();
        [left, right] = [Math.max(left, room.left), Math.min(right, room.right)];
        [top, bottom] = [Math.max(top, room.top), Math.min(bottom, room.bottom)];
      }
      return { left, right, top, bottom };
    };
    const bar = controls
      .filter((each) => each.closest('[role=toolbar], header') !== null)
      .map((control) => ({ control, seen: seenOf(control) }));
    for (const [index, one] of bar.entries())
      for (const other of bar.slice(index + 1)) {
        if (one.control.contains(other.control) || other.control.contains(one.control)) continue;
        const overX = Math.min(one.seen.right, other.seen.right) - Math.max(one.seen.left, other.seen.left);
        const overY = Math.min(one.seen.bottom, other.seen.bottom) - Math.max(one.seen.top, other.seen.top);
        if (overX > 2 && overY > 2)
          lost.push(`upon each other: ${nameOf(one.control)}, ${nameOf(other.control)}`);
      }
    return lost;
  });
}

test('with text at 200 % nothing is cut off', async ({ page }) => {
  await using app = await launchApp(['--sample']);
  const study = new Study(page);
  const desk = new Desk(page);
  await page.goto(app.url);
  // What a browser's "Font size: very large" does: everything is given in rem.
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  for (const tab of tabs) {
    await study.tab(tab).click();
    expect.soft(await outOfReach(page), `study, ${tab}`).toEqual([]);
  }
  await study.tab('Sessions').click();
  await study.openSession('Session 3');
  await desk.markAs('Coder K');
  expect.soft(await outOfReach(page), 'desk').toEqual([]);
  await desk.moments.first().click();
  await expect(desk.note).toBeVisible();
  expect.soft(await outOfReach(page), 'desk, a moment selected').toEqual([]);
  await desk.play();
  await desk.press('m');
  await expect(page.getByText('ends it')).toBeVisible();
  expect.soft(await outOfReach(page), 'desk, an open mark').toEqual([]);
});
