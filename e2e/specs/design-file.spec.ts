import { expect, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { type Design, Designer, PRESETS } from '../pages/designer';

test('a saved design opens again as it was', async ({ page }) => {
  const designer = await Designer.open(page, 'Classic, six hosts');
  await designer.instance('store').click();
  await designer.set('Port offset', '9');
  await designer.set('Name', 'shop');
  const { text } = await designer.saved();

  await designer.button('New').first().click();
  await designer.dialog.getByRole('button', { name: /^Empty/ }).click();
  await expect(designer.hosts()).toHaveCount(0);
  await expect(page).toHaveTitle(/^Untitled/);

  await designer.openFile('classic.json', text);
  await expect(designer.hosts()).toHaveCount(6);
  await designer.expectOffset('store', 9);
  const again = (await designer.saved()).text;
  expect(JSON.parse(again)).toEqual(JSON.parse(text));
  expect(again, 'the same design is the same file').toBe(text);
});

test('every preset survives saving and opening, and begins from the dialog as well', async ({ page }) => {
  const designer = await Designer.open(page);
  for (const preset of PRESETS) {
    await designer.button('New').first().click();
    await designer.dialog.getByRole('button', { name: preset }).click();
    await expect(designer.dialog).toHaveCount(0);
    await expect(page).toHaveTitle(`${preset} · apim-designer`);
    const { text } = await designer.saved();
    await designer.openFile('again.json', text);
    await expect(designer.status).toHaveText(`Open ${preset}`);
    expect((await designer.saved()).text).toBe(text);
  }
});

test('the design of a bundle opens', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  const { text } = await designer.saved();
  const bundle = await designer.download(() => designer.button('Download bundle').click());
  const files = unzipSync(new Uint8Array(bundle.bytes));
  const inside = Object.keys(files).find(path => path.endsWith('/design.json'))!;
  await designer.button('New').first().click();
  await designer.dialog.getByRole('button', { name: /^Empty/ }).click();
  await designer.openFile('design.json', strFromU8(files[inside]!));
  await expect(designer.hosts()).toHaveCount(2);
  expect((await designer.saved()).text).toBe(text);
});

for (const [what, text, says] of [
  ['cut off', '{"schema": 1, "name":', /line 1, column \d+/],
  ['no design', '{"a": 1}', /schema/],
  ['of a later format', '{"schema": 99}', /newer apim-designer/],
] as const) {
  test(`a file that is ${what} is refused in words, and the design stays`, async ({ page }) => {
    const designer = await Designer.open(page, 'Two hosts, nothing optional');
    const before = (await designer.saved()).text;
    await designer.openFile('broken.json', text);
    await expect(designer.dialog.getByRole('heading')).toHaveText('broken.json could not be opened');
    await expect(designer.dialog).toContainText(says);
    await designer.dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(designer.dialog).toHaveCount(0);
    expect((await designer.saved()).text).toBe(before);
    await expect(designer.button('Undo')).toHaveAttribute('title', 'Undo: Open Two hosts, nothing optional');
  });
}

test('opening a design is one step, and undo brings the last one back', async ({ page }) => {
  const designer = await Designer.open(page, 'Classic, six hosts');
  const { text } = await designer.saved();
  await designer.openFile('small.json', JSON.stringify({ ...JSON.parse(text), name: 'Small', hosts: [], instances: [] }));
  await expect(designer.hosts()).toHaveCount(0);
  await designer.button('Undo').click();
  await expect(designer.hosts()).toHaveCount(6);
  expect((await designer.saved()).text).toBe(text);
});

test('the design is there again after a reload, with nothing pressed', async ({ page }) => {
  const designer = await Designer.open(page);
  await designer.drag(designer.entry('All in one'), await designer.ground(200, 200));
  await designer.instance('all-in-one').click();
  await designer.set('Name', 'everything');
  await expect(page.getByText('Saved in this browser')).toBeVisible();
  const { text } = await designer.saved();
  await page.reload();
  await designer.started();
  await expect(designer.instance('all-in-one')).toContainText('everything');
  expect((await designer.saved()).text).toBe(text);
});

test('a change just before the page is left is kept', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  await designer.instance('store').click();
  await designer.set('Name', 'last-word');
  await page.reload();
  await designer.started();
  await expect(designer.instance('store')).toContainText('last-word');
});

test('pasted lines add several hosts, and faulty lines are named', async ({ page }) => {
  const designer = await Designer.open(page);
  await designer.button('Paste hosts').click();
  await designer.dialog.getByRole('textbox', { name: 'One host a line, as in /etc/hosts' }).fill([
    '127.0.0.1 localhost',
    '# the machines',
    '10.0.1.11  gw.host gw',
    '10.0.1.12  km.host  # the key manager',
    '10.0.1  web.host',
    'bad_name',
    'db.host',
  ].join('\n'));
  const preview = designer.dialog.getByRole('region', { name: 'What the lines add' });
  const line = (number: number) => preview.getByRole('listitem').filter({ hasText: `line ${number}` });
  await expect(line(3)).toContainText('gw.host 10.0.1.11');
  await expect(line(5)).toContainText('`10.0.1` is no IP address');
  await expect(line(5)).toHaveAttribute('data-state', 'bad');
  await expect(line(6)).toContainText('underscores are not allowed');
  await expect(line(7)).toContainText('without an address yet');
  await designer.dialog.getByRole('button', { name: 'Add 3 hosts, leave out 2 lines' }).click();
  await expect(designer.dialog).toHaveCount(0);
  await expect(designer.hosts()).toHaveCount(3);
  for (const name of ['gw.host', 'km.host', 'db.host']) await expect(designer.hostName(name)).toBeInViewport({ ratio: 0.99 });
  await expect(designer.host('km.host')).toContainText('10.0.1.12');
  await designer.button('Undo').click();
  await expect(designer.hosts(), 'all of them are one step').toHaveCount(0);
});

test('the version changes as one step and reaches the bundle', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  const version = designer.page.getByRole('banner').getByRole('combobox', { name: 'Version' });
  await expect(version).toHaveValue('1.9.0');
  await version.selectOption('1.9.1');
  await expect(designer.pane('Properties').getByRole('combobox', { name: 'Version' })).toHaveValue('1.9.1');
  const { design } = await designer.saved();
  expect((design as Design & { version: string }).version).toBe('1.9.1');
  const bundle = await designer.download(() => designer.button('Download bundle').click());
  const files = unzipSync(new Uint8Array(bundle.bytes));
  const carbon = Object.keys(files).find(path => path.endsWith('/carbon.xml'))!;
  expect(strFromU8(files[carbon]!)).toContain('<Version>1.9.1</Version>');
  await designer.button('Undo').click();
  await expect(version).toHaveValue('1.9.0');
});

test('a design file dropped on the page is opened, another file is refused in words', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  const { text } = await designer.saved();
  await designer.button('New').first().click();
  await designer.dialog.getByRole('button', { name: /^Empty/ }).click();
  const drop = async (name: string, content: string) => {
    const dataTransfer = await page.evaluateHandle(([name, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content!], name!));
      return data;
    }, [name, content]);
    await designer.canvas.dispatchEvent('drop', { dataTransfer });
  };
  await drop('two.json', text);
  await expect(designer.hosts()).toHaveCount(2);
  await drop('picture.png', 'x');
  await expect(designer.dialog.getByRole('heading')).toHaveText('picture.png is no design file');
});
