import { spawnSync } from 'node:child_process';
import { chromium, expect, type Page, test } from '@playwright/test';
import { findBrowser, quietSwitches } from '../../build/browser.mjs';
import { makeLongMp3 } from '../fixtures/media/long.ts';
import { Desk } from './pages/Desk.ts';
import { Home } from './pages/Home.ts';
import { Study } from './pages/Study.ts';
import { launchApp } from './support/launch.ts';
import { makeLonelyNetwork } from './support/lonely-network.ts';

/** All that a day's work asks of the app: import, playback, a mark, a note, an export, a backup. */
async function work(page: Page, url: string, file: string): Promise<void> {
  const study = new Study(page);
  const desk = new Desk(page);
  await new Home(page).visit(url);
  await new Home(page).makeStudy('Alone');
  await study.import(file, 'alone.mp3');
  await study.openImported('alone.mp3');
  await desk.markAsNew('Researcher B', 'researcher');
  await desk.seeWholeWave();
  await desk.play();
  await desk.press('m');
  await desk.seeCount(1);
  await desk.writeNote('Nobody else hears of this.');
  await desk.download('CSV, a row for each moment');
  await desk.backToStudy();
  await study.tab('Settings').click();
  await page.getByRole('button', { name: 'Make a backup now' }).click();
  await expect(page.getByRole('region', { name: 'Messages' })).toContainText('made and checked');
  await study.close();
}

test('the page asks nobody but its own server for anything', async ({ page, context }, info) => {
  const file = info.outputPath('alone.mp3');
  await makeLongMp3(file, 1);
  await using app = await launchApp();
  const asked = new Set<string>();
  context.on('request', (request) => asked.add(request.url()));
  context.on('page', (other) => asked.add(`window ${other.url()}`));
  page.on('websocket', (socket) => asked.add(socket.url()));
  page.on('worker', (worker) => asked.add(worker.url()));
  await work(page, app.url, file);

  const { host } = new URL(app.url);
  const elsewhere = [...asked].filter((url) => URL.parse(url)?.host !== host && !/^(blob|data):/.test(url));
  expect(asked).toContain(`ws://${host}/socket`);
  expect(asked.size).toBeGreaterThan(20);
  expect(elsewhere).toEqual([]);
});

test('no process sends a packet out of the machine', async () => {
  const info = test.info();
  const network = await makeLonelyNetwork();
  test.skip(
    network === null,
    'This system lets nobody make a network of their own (Linux: unshare -rn, iproute2).',
  );
  if (network === null) return;
  const browserPath = findBrowser() ?? chromium.executablePath();
  const executablePath = await network.wrap(browserPath, info.outputPath('browser.sh'));
  const file = info.outputPath('alone.mp3');
  await makeLongMp3(file, 1);
  await using app = await launchApp([], {}, network.enter);
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', ...quietSwitches],
  });
  try {
    await work(await browser.newPage(), app.url, file);
    expect(await app.kill('SIGTERM')).toBe(0);
    expect(network.sentPackets(), 'sent while working').toBe(0);

    // The counter counts: or nothing was shown above.
    const knock = `require('node:dgram').createSocket('udp4').send('knock', 9, '198.51.100.1', () => process.exit())`;
    const [command = '', ...args] = [...network.enter, process.execPath, '-e', knock];
    spawnSync(command, args);
    expect(network.sentPackets()).toBeGreaterThan(0);
  } finally {
    await browser.close();
    network.close();
  }
});
