import { expect as baseExpect } from '@playwright/test';
import { Recall, test } from './pages/Recall.ts';
import { enter } from './support/interviews.ts';
import { launchApp } from './support/launch.ts';
import { look, secondScreenLooks } from './support/look.ts';

// axe looks at every element of five screens, twice; a trace would keep each look of it besides.
test.use({ trace: 'off' });
test.setTimeout(240_000);
const expect = baseExpect.configure({ timeout: 20_000 });

test('nothing serious on the four steps of a recall interview and in its second window', async ({
  page,
  context,
}) => {
  await using app = await launchApp(['--sample']);
  const { origin } = await enter(page, app.url);
  const recall = new Recall(page);
  await recall.plan('Client 07');
  await recall.allowMicrophone();
  await look(page, 'recall Prepare');
  await recall.begin();
  await recall.addPlace(1, 'When the door fell shut', '0:02');
  await look(page, 'recall Ask');
  await recall.toWatch();
  await recall.play(500);
  await page.keyboard.press('Space');
  await recall.seeStops(1);
  await page.keyboard.press('m');
  await expect(page.getByRole('textbox', { name: 'Name of the moment' })).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: /^Remove the peak of/ })).toBeVisible();
  await look(page, 'recall Watch');
  const second = await context.newPage();
  await second.goto(`${origin}/recaller`);
  await expect(second.getByRole('button', { name: 'Stop' })).toBeVisible();
  await look(second, 'the recaller’s window', secondScreenLooks);
  await page.bringToFront();
  await recall.close();
  await look(page, 'recall Close');
});
