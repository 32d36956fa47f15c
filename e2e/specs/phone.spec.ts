import { type CDPSession, type Locator, expect, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { faults } from '../pages/axe';
import { preset } from '../pages/cli';
import { controls, outside } from '../pages/controls';
import { Designer, type Spot } from '../pages/designer';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

/** A design file with a fault: two servers of one host at one offset. */
function faulty(): string {
  const design = JSON.parse(preset('two-hosts'));
  for (const one of design.instances) {
    if (['publisher', 'store'].includes(one.id)) one.offset = 3;
  }
  return JSON.stringify(design);
}

/** Draws a finger from one spot to another, as the browser's own recognition of gestures gets it. */
async function swipe(designer: Designer, from: Spot, to: Spot) {
  const session: CDPSession = await designer.page.context().newCDPSession(designer.page);
  const [a, b] = [await designer.spot(from), await designer.spot(to)];
  // It takes a second, and rests before it is lifted: a flick would go on, and the browser takes the next tap to stop it.
  let timestamp = Date.now() / 1000 - 1;
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints, timestamp: timestamp += 0.05 });
  await touch('touchStart', [a]);
  for (let step = 1; step <= 10; step++) {
    await touch('touchMove', [{ x: a.x + (b.x - a.x) * step / 10, y: a.y + (b.y - a.y) * step / 10 }]);
  }
  timestamp += 0.3;
  await touch('touchMove', [b]);
  await touch('touchEnd', []);
  await session.detach();
}

/** Nothing sticks out, and everything can be hit. */
async function whole(designer: Designer, what: string) {
  expect.soft(await outside(designer.page), what).toEqual([]);
  const covered = (await controls(designer.page)).filter(one => one.hidden);
  expect.soft(covered.map(({ name, hidden }) => `${name} is under ${hidden}`), what).toEqual([]);
}

async function show(designer: Designer, tab: 'Properties' | 'Files' | 'Findings' | 'Outline') {
  await designer.tab(tab).tap();
  await expect(designer.pane(tab)).toBeVisible();
  return designer.pane(tab);
}

const height = async (of: Locator) => (await of.boundingBox())!.height;

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`a phone opens a design, inspects it, mends a finding and downloads the bundle, ${colorScheme}`, async ({ page }) => {
      test.slow();
      const designer = await Designer.open(page);
      const good = async (what: string) => {
        await whole(designer, what);
        expect.soft(await faults(page, colorScheme), what).toEqual([]);
      };
      await good('start');

      const chooser = page.waitForEvent('filechooser');
      await page.getByTitle('Open design').tap();
      await (await chooser).setFiles({ name: 'faulty.json', mimeType: 'application/json', buffer: Buffer.from(faulty()) });
      await designer.checked();
      await expect(page).toHaveTitle(/^Two hosts/);
      for (const host of ['apim-1', 'apim-2']) await expect(designer.host(host)).toBeInViewport({ ratio: 1 });
      expect(await height(designer.canvas), 'room to see it').toBeGreaterThan(200);
      expect(await height(designer.inspector), 'and to read of it').toBeGreaterThan(300);
      await good('opened');

      await designer.instance('publisher').tap();
      await expect(designer.instance('publisher')).toHaveAttribute('aria-pressed', 'true');
      await expect(designer.pane('Properties').getByRole('heading', { name: 'publisher', exact: true })).toBeInViewport();
      await expect(designer.field('Port offset')).toHaveValue('3');
      await good('an instance');

      const outline = await show(designer, 'Outline');
      await expect(outline.getByRole('treeitem', { name: /^publisher/ })).toHaveAttribute('aria-selected', 'true');
      await outline.getByRole('treeitem', { name: /^store/ }).tap();
      await expect(designer.instance('store')).toHaveAttribute('aria-pressed', 'true');
      await good('outline');

      const files = await show(designer, 'Files');
      await files.getByRole('button', { name: /^carbon\.xml/ }).tap();
      await expect(files.getByRole('region', { name: 'Text of carbon.xml' })).toContainText('<Offset>3</Offset>');
      await good('files');

      const findings = await show(designer, 'Findings');
      await expect(findings.getByRole('heading', { name: 'Errors · 1' })).toBeInViewport();
      await good('findings');
      await designer.finding('port-clash').getByRole('button').first().tap();
      await expect(designer.finding('port-clash')).toHaveCount(0);
      await expect(page.getByRole('contentinfo').getByRole('button', { name: '0 errors' })).toBeInViewport();
      const offsets = ['publisher', 'store'].map(id => designer.instance(id).getAttribute('data-offset'));
      expect(new Set(await Promise.all(offsets)).size).toBe(2);

      await designer.checked();
      const bundle = await designer.download(() => designer.button('Download bundle').tap());
      expect(bundle.name).toBe('two-hosts-nothing-optional.zip');
      const all = unzipSync(new Uint8Array(bundle.bytes));
      const design = JSON.parse(strFromU8(all[Object.keys(all).find(path => path.endsWith('design.json'))!]!));
      expect(design.name).toBe('Two hosts, nothing optional');

      await designer.button('Panel').tap();
      await expect(designer.inspector).toBeHidden();
      expect(await height(designer.canvas), 'without the panel the canvas has its room').toBeGreaterThan(600);
      await good('without the panel');
    });
  });
}

test('a phone draws: a tap picks and places, a finger drags from the palette and scrolls it', async ({ page }) => {
  const designer = await Designer.open(page);
  await designer.entry('Gateway manager').tap();
  const ground = await designer.ground(300, 60);
  await page.touchscreen.tap(ground.x, ground.y);
  await expect(designer.host('host-1')).toBeVisible();
  expect(await designer.layout()).toEqual({ 'host-1': ['gateway-manager'] });

  // Across the line of the palette a finger carries, along it a finger scrolls.
  await swipe(designer, designer.entry('Gateway worker'), designer.hostName('host-1'));
  await expect.poll(() => designer.layout()).toEqual({ 'host-1': ['gateway-manager', 'gateway-worker'] });
  const before = (await designer.entry('Gateway manager').boundingBox())!.x;
  const { y } = await designer.spot(designer.entry('Gateway manager'));
  await swipe(designer, { x: 330, y }, { x: 60, y });
  await expect.poll(async () => (await designer.entry('Gateway manager').boundingBox())!.x).toBeLessThan(before - 150);
  expect(await designer.layout(), 'nothing was placed').toEqual({ 'host-1': ['gateway-manager', 'gateway-worker'] });
  await expect(page.locator('.ghost')).toHaveCount(0);

  const place = () => designer.host('host-1').getAttribute('style');
  const start = await place();
  await swipe(designer, designer.hostName('host-1'), await designer.ground(200, 150));
  await expect.poll(place, 'a finger moves a host').not.toBe(start);
  await expect(designer.status).toHaveText('Move host host-1');
  await designer.button('Undo').tap();
  await expect(designer.status).toHaveText('Undone: Move host host-1');
  expect(await place()).toContain(start);
});

test('a phone scrolls the ready designs and begins with the last', async ({ page }) => {
  const designer = await Designer.open(page);
  const last = designer.canvas.getByRole('button', { name: 'High availability' });
  await expect(last).not.toBeInViewport({ ratio: 0.9 });
  await swipe(designer, await designer.ground(195, 260), await designer.ground(195, 20));
  await swipe(designer, await designer.ground(195, 260), await designer.ground(195, 20));
  await expect(last).toBeInViewport({ ratio: 0.6 });
  await last.tap();
  await expect(designer.hosts()).not.toHaveCount(0);
});
