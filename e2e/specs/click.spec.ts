import { expect, test } from '@playwright/test';
import { Designer, type Spot } from '../pages/designer';

/** Picks a kind in the palette and clicks where it shall be. */
async function place(designer: Designer, kind: string, at: Spot, modifiers: 'Shift'[] = []) {
  await designer.entry(kind).click();
  await expect(designer.entry(kind)).toHaveAttribute('aria-pressed', 'true');
  const { x, y } = await designer.spot(at);
  for (const key of modifiers) await designer.page.keyboard.down(key);
  await designer.page.mouse.click(x, y);
  for (const key of modifiers) await designer.page.keyboard.up(key);
}

test('a deployment is drawn by plain clicks, from the empty page to the zip', async ({ page }) => {
  const designer = await Designer.open(page);
  await place(designer, 'Gateway manager', await designer.ground(180, 60));
  expect(await designer.layout(), 'a click on the empty ground makes a host').toEqual({ 'host-1': ['gateway-manager'] });
  await expect(designer.entry('Gateway manager'), 'once placed, nothing is picked').toHaveAttribute('aria-pressed', 'false');

  await place(designer, 'Key manager', designer.hostName('host-1'));
  await designer.expectOffset('key-manager', 1);
  await expect(designer.link('gateway-manager', 'key-manager', 'key-validation')).toHaveAttribute('d', /^M/);
  await place(designer, 'MySQL', await designer.ground(600, 60));
  await place(designer, 'Publisher', designer.instance('mysql'));
  await place(designer, 'Store', designer.instance('mysql'));
  await expect(designer.link('store', 'mysql', 'data')).toHaveAttribute('d', /^M/);
  await designer.expectOffset('store', 1);

  await designer.instance('store').click();
  await designer.pane('Properties').getByRole('combobox', { name: 'Host', exact: true }).selectOption('host-1');
  expect(await designer.layout()).toEqual({
    'host-1': ['gateway-manager', 'key-manager', 'store'],
    'host-2': ['mysql', 'publisher'],
  });
  await designer.expectOffset('store', 2);

  await designer.checked();
  const bundle = await designer.download(() => designer.button('Download bundle').click());
  expect(bundle.name).toBe('untitled.zip');
  expect(bundle.bytes.subarray(0, 2).toString()).toBe('PK');
});

test('Host in the palette adds a host in sight', async ({ page }) => {
  const designer = await Designer.open(page);
  for (const name of ['host-1', 'host-2', 'host-3', 'host-4', 'host-5', 'host-6', 'host-7', 'host-8']) {
    await designer.entry('Host').click();
    await expect(designer.hostName(name)).toHaveAttribute('aria-pressed', 'true');
    await expect(designer.hostName(name)).toBeInViewport({ ratio: 0.99 });
  }
});

test('what is picked is laid down by a second click or Escape', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  const before = await designer.layout();
  await designer.entry('BAM').click();
  await designer.entry('BAM').click();
  await designer.hostName('apim-1').click();
  await designer.entry('BAM').click();
  await page.keyboard.press('Escape');
  await expect(designer.entry('BAM')).toHaveAttribute('aria-pressed', 'false');
  await designer.hostName('apim-1').click();
  expect(await designer.layout()).toEqual(before);
});

test('shift keeps a kind picked for the next click', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  await place(designer, 'Gateway worker', designer.hostName('apim-1'), ['Shift']);
  await designer.hostName('apim-2').click();
  expect((await designer.layout())['apim-1']).toContain('gateway-worker');
  expect((await designer.layout())['apim-2']).toContain('gateway-worker-2');
});

test('clicks select, shift adds, and Delete removes all of it as one step', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  const before = await designer.layout();
  await designer.instance('store').click();
  await expect(designer.instance('store')).toHaveAttribute('aria-pressed', 'true');
  await designer.hostName('apim-1').click({ modifiers: ['Shift'] });
  await expect(designer.pane('Properties').getByRole('heading', { name: '2 selected' })).toBeVisible();
  await page.keyboard.press('Delete');
  expect(await designer.layout()).toEqual({ 'apim-2': ['publisher', 'mysql'] });
  await designer.button('Undo').click();
  expect(await designer.layout()).toEqual(before);
});

test('a click on a link tells what it dials and why', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  const link = designer.link('publisher', 'gateway-manager', 'deployment');
  const spot = await link.evaluate((path: SVGPathElement) => {
    const at = path.getPointAtLength(path.getTotalLength() / 2);
    const { x, y } = at.matrixTransform(path.getScreenCTM()!);
    return { x, y };
  });
  await page.mouse.click(spot.x, spot.y);
  await expect(link).toHaveAttribute('data-lit');
  const properties = designer.pane('Properties');
  await expect(properties.getByRole('heading', { name: /^publisher to / })).toBeVisible();
  await expect(properties.getByText(/:94\d\d/).first()).toBeVisible();
  await properties.getByRole('button', { name: 'gateway-manager' }).click();
  await expect(designer.instance('gateway-manager')).toHaveAttribute('aria-pressed', 'true');
});
