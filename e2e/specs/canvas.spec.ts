import { expect, test } from '@playwright/test';
import { Designer } from '../pages/designer';

async function open(page: Designer['page']) {
  const designer = await Designer.open(page, 'Classic, six hosts');
  const percent = designer.button(/^Zoom to 100/);
  const zoom = async () => parseInt((await percent.textContent())!);
  const box = async () => (await designer.host('gw-1').boundingBox())!;
  /** Where it lies from its first place, in whole pixels. */
  const rest = await box();
  const shift = async () => {
    const now = await box();
    return [Math.round(now.x - rest.x), Math.round(now.y - rest.y)];
  };
  return { designer, percent, zoom, box, shift };
}

test('what comes into sight is drawn in full: a first server, more room beside the panel, a larger window', async ({ page }) => {
  const designer = await Designer.open(page);
  await designer.entry('Store').click();
  const ground = await designer.ground(300, 120);
  await page.mouse.click(ground.x, ground.y);
  const name = (id: string) => designer.instance(id).locator('.instance-name');
  await expect(name('store')).toBeVisible();

  await page.setViewportSize({ width: 700, height: 900 });
  await designer.button('New').first().click();
  await designer.dialog.getByRole('button', { name: /^Classic/ }).click();
  await designer.button('Zoom to 100 %').click();
  await designer.button('Panel').click();
  await expect.poll(() => blank(designer), 'without the panel').toEqual([]);
  await page.setViewportSize({ width: 2000, height: 1300 });
  await expect.poll(() => blank(designer), 'in a larger window').toEqual([]);
});

test('links of another design have its ways, whatever was drawn before', async ({ page }) => {
  const ways = (designer: Designer) => designer.links().evaluateAll(all =>
    Object.fromEntries(all.map(one => [one.getAttribute('data-link'), one.getAttribute('d')])));
  const designer = await Designer.open(page, 'Everything on one host');
  const fresh = await ways(designer);
  for (const name of ['Classic', 'Everything']) {
    await designer.button('New').first().click();
    await designer.dialog.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    await designer.checked();
  }
  await expect.poll(() => ways(designer)).toEqual(fresh);
});

/** Instances in sight whose name is not drawn. */
const blank = (designer: Designer) => designer.canvas.evaluate(canvas => {
  const { left, right, top, bottom } = canvas.getBoundingClientRect();
  return [...canvas.querySelectorAll('[data-instance]')].filter(one => {
    const box = one.getBoundingClientRect();
    const seen = box.left < right && box.right > left && box.top < bottom && box.bottom > top;
    return seen && !one.querySelector('.instance-name')!.checkVisibility();
  }).map(one => one.getAttribute('data-instance'));
});

test('the wheel pans, and with shift it pans sideways', async ({ page }) => {
  const { designer, shift } = await open(page);
  await designer.canvas.hover();
  await page.mouse.wheel(30, 120);
  await expect.poll(shift).toEqual([-30, -120]);
  await page.mouse.wheel(-30, -120);
  await expect.poll(shift).toEqual([0, 0]);
  await page.keyboard.down('Shift');
  await page.mouse.wheel(0, 80);
  await page.keyboard.up('Shift');
  await expect.poll(shift).toEqual([-80, 0]);
});

test('the wheel with control zooms, and the place under the pointer stays', async ({ page }) => {
  const { designer, zoom, box } = await open(page);
  const before = await box();
  const at = { x: before.x + before.width * 0.8, y: before.y + before.height * 0.3 };
  await page.mouse.move(at.x, at.y);
  const first = await zoom();
  const share = async () => {
    const now = await box();
    return [(at.x - now.x) / now.width, (at.y - now.y) / now.height];
  };
  for (const turn of [-100, -100, 100, 100, 100]) {
    const last = await zoom();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, turn);
    await page.keyboard.up('Control');
    await expect.poll(zoom).not.toBe(last);
    const [x, y] = await share();
    expect(x).toBeCloseTo(0.8, 2);
    expect(y).toBeCloseTo(0.3, 2);
  }
  expect(await zoom()).toBeLessThan(first);
  expect(await page.evaluate(() => visualViewport!.scale), 'the page itself is not zoomed').toBe(1);
  await expect(designer.host('gw-1')).toBeVisible();
});

test('Fit shows every host', async ({ page }) => {
  const { designer } = await open(page);
  await designer.canvas.hover();
  await page.mouse.wheel(4000, 4000);
  await expect(designer.host('gw-1')).not.toBeInViewport();
  await designer.button('Zoom to fit').click();
  for (const host of await designer.hosts().all()) await expect(host).toBeInViewport({ ratio: 0.99 });
});

test('the buttons zoom about the middle', async ({ page }) => {
  const { designer, percent, zoom } = await open(page);
  const fitting = await zoom();
  await designer.button('Zoom in').click();
  await expect.poll(zoom).toBeGreaterThan(fitting);
  await designer.button('Zoom out').click();
  await expect.poll(zoom).toBe(fitting);
  await percent.click();
  await expect(percent).toHaveText('100 %');
  for (let n = 0; n < 20; n++) await designer.button('Zoom out').click();
  await expect(percent, 'there is an end to it').toHaveText('10 %');
});

test('the view is dragged about with the space bar or the middle button, and a click on the ground selects nothing', async ({ page }) => {
  const { designer, shift } = await open(page);
  await designer.instance('store').click();
  const from = await designer.ground(40, 40);
  for (const [button, at] of [['left', [60, 90]], ['middle', [120, 180]]] as const) {
    if (button === 'left') await page.keyboard.down(' ');
    await page.mouse.move(from.x, from.y);
    await page.mouse.down({ button });
    await designer.carry({ x: from.x + 60, y: from.y + 90 });
    await page.mouse.up({ button });
    await page.keyboard.up(' ');
    await expect.poll(shift).toEqual(at);
    await expect(designer.instance('store')).toHaveAttribute('aria-pressed', 'true');
  }
  await page.mouse.click(from.x, from.y);
  await expect(designer.instance('store')).toHaveAttribute('aria-pressed', 'false');
});

test('the links of what is looked at are lit and tell their ports', async ({ page }) => {
  const { designer } = await open(page);
  const own = designer.link('store', 'key-manager', 'authentication');
  const other = designer.link('gateway-worker', 'svn', 'synchronization');
  const label = designer.canvas.locator('text').filter({ hasText: 'https 9443' });
  await expect(own).not.toHaveAttribute('data-lit');
  await designer.instance('store').hover();
  await expect(own).toHaveAttribute('data-lit');
  await expect(other).not.toHaveAttribute('data-lit');
  await expect(label.first()).toBeVisible();
  await page.mouse.move(0, 0);
  await expect(own).not.toHaveAttribute('data-lit');
  await expect(label).toHaveCount(0);

  const ports = designer.canvas.getByRole('button', { name: 'Ports of all links' });
  await ports.click();
  await expect(ports).toHaveAttribute('aria-pressed', 'true');
  await expect(label.first()).toBeVisible();
});
