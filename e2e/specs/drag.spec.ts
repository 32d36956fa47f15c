import { expect, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { generate } from '../pages/cli';
import { Designer } from '../pages/designer';

test.use({ viewport: { width: 1600, height: 1000 } });

const noOffset = ['nginx', 'mysql', 'svn'];

test('the classic layout is drawn by dragging alone, and its bundle is that of the command line', async ({ page }, info) => {
  const designer = await Designer.open(page);
  const drag: typeof designer.drag = (what, to) => designer.drag(what, to);
  const ground: typeof designer.ground = (x, y) => designer.ground(x, y);
  const place = (kind: string, host: string) => drag(designer.entry(kind), designer.hostName(host));

  await test.step('a server dropped on the ground makes a host', async () => {
    await drag(designer.entry('nginx'), await ground(160, 320));
    expect(await designer.layout()).toEqual({ 'host-1': ['nginx'] });
  });

  await test.step('a host dropped on the ground lies where it was dropped', async () => {
    for (const [x, y] of [[520, 80], [520, 440], [880, 80], [880, 340]]) {
      const spot = await ground(x, y);
      await drag(designer.entry('Host'), spot);
      const box = (await designer.hosts().last().boundingBox())!;
      expect(spot.x - box.x).toBeGreaterThan(0);
      expect(spot.x - box.x).toBeLessThan(box.width);
      expect(Math.abs(spot.y - box.y - 20), 'the pointer holds it by its head').toBeLessThan(20);
    }
    await expect(designer.hosts()).toHaveCount(5);
  });

  await test.step('offsets follow as servers come to a host', async () => {
    await place('Gateway manager', 'host-2');
    await designer.expectOffset('gateway-manager', 0);
    await expect(designer.link('nginx', 'gateway-manager', 'traffic')).toHaveAttribute('d', /^M/);
    await place('Gateway worker', 'host-2');
    await designer.expectOffset('gateway-worker', 1);
    await expect(designer.instance('gateway-worker')).toContainText('8244');
    await place('Gateway worker', 'host-2');
    await designer.expectOffset('gateway-worker-2', 2);
  });

  await test.step('links follow as soon as both ends are there', async () => {
    const keys = designer.link('gateway-worker', 'key-manager', 'key-validation');
    await expect(keys).toHaveCount(0);
    await place('Key manager', 'host-4');
    await expect(keys).toHaveAttribute('d', /^M/);
    await place('MySQL', 'host-5');
    await expect(designer.link('key-manager', 'mysql', 'data')).toHaveAttribute('d', /^M/);
    await place('Subversion', 'host-5');
    await expect(designer.link('gateway-worker', 'svn', 'synchronization')).toHaveAttribute('d', /^M/);
  });

  await test.step('a server moved from host to host gives its ports free', async () => {
    await place('Publisher', 'host-4');
    await designer.expectOffset('publisher', 1);
    await place('Store', 'host-3');
    await designer.expectOffset('store', 0);
    await drag(designer.instance('publisher'), designer.hostName('host-3'));
    await expect(designer.host('host-3').getByRole('button', { name: 'Publisher' })).toBeVisible();
    await expect(designer.instance('publisher'), 'it stays selected').toHaveAttribute('data-selected', '');
    await designer.expectOffset('publisher', 0);
    await designer.expectOffset('store', 1);
    await place('Identity Server', 'host-4');
    await designer.expectOffset('identity-server', 1);
  });

  await test.step('a server moved to the ground makes a host there', async () => {
    await place('BAM', 'host-5');
    await drag(designer.instance('bam'), await ground(880, 620));
    await expect(designer.host('host-6').getByRole('button', { name: 'BAM' })).toBeVisible();
  });

  await test.step('a host moved about takes its servers and links along', async () => {
    const link = designer.link('gateway-manager', 'svn', 'synchronization');
    const way = (await link.getAttribute('d'))!;
    const before = (await designer.instance('svn').boundingBox())!;
    await designer.drag(designer.hostName('host-5'), { x: before.x + 150, y: before.y + 40 });
    const after = (await designer.instance('svn').boundingBox())!;
    expect([after.x, after.y]).not.toEqual([before.x, before.y]);
    await expect(link).not.toHaveAttribute('d', way);
  });

  expect(await designer.layout()).toEqual({
    'host-1': ['nginx'],
    'host-2': ['gateway-manager', 'gateway-worker', 'gateway-worker-2'],
    'host-3': ['publisher', 'store'],
    'host-4': ['key-manager', 'identity-server'],
    'host-5': ['mysql', 'svn'],
    'host-6': ['bam'],
  });

  const { text, design } = await designer.saved();
  expect(design.instances).toHaveLength(11);
  const bundle = await designer.download(() => designer.button('Download bundle').click());
  expect(bundle.name).toBe('untitled.zip');
  const expected = generate(text, info.outputPath('saved'));
  expect(bundle.bytes.equals(expected), 'the zip is that of the command line, byte for byte').toBe(true);

  const files = unzipSync(new Uint8Array(bundle.bytes));
  const read = (path: string) => strFromU8(files[`untitled/${path}`]!);
  const manifest = JSON.parse(read('manifest.json'));
  expect(manifest.hosts).toHaveLength(6);
  for (const one of manifest.instances as { id: string; offset: number; dir: string }[]) {
    if (noOffset.includes(one.id)) continue;
    await designer.expectOffset(one.id, one.offset);
  }
  const worker = manifest.files.find((file: { path: string; instance: string }) =>
    file.instance === 'gateway-worker-2' && file.path.endsWith('/carbon.xml'));
  expect(read(worker.path)).toMatch(/<Offset>2<\/Offset>/);
  expect(read('design.json')).toBe(text);
});

test('a drop outside the canvas changes nothing', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  const { text } = await designer.saved();
  const outside = designer.tab('Ports');
  await designer.drag(designer.entry('BAM'), outside);
  await designer.drag(designer.entry('Host'), outside);
  await designer.drag(designer.instance('store'), outside);
  await designer.drag(designer.hostName('apim-2'), outside);
  await designer.drag(designer.instance('store'), designer.entry('BAM'));
  expect((await designer.saved()).text).toBe(text);
});

/** The way of each link that is drawn; which of them lies above which is of no account. */
async function waysOf(designer: Designer): Promise<Record<string, string>> {
  return designer.links().evaluateAll(links =>
    Object.fromEntries(links.map(link => [link.getAttribute('data-link')!, link.getAttribute('d')!])),
  );
}

test('Escape in a drag leaves everything as it was', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  const { text } = await designer.saved();
  const resting = await designer.instance('store').boundingBox();
  const ways = await waysOf(designer);
  const host = designer.host('apim-1');
  for (const what of [designer.entry('BAM'), designer.entry('Host'), designer.instance('store'), designer.hostName('apim-2')]) {
    await designer.press(what);
    await designer.carry(designer.hostName('apim-1'));
    await page.keyboard.press('Escape');
    await expect(designer.status).toHaveText('Cancelled');
    await page.mouse.up();
    await expect(host).not.toHaveAttribute('data-target');
  }
  expect(await designer.instance('store').boundingBox()).toEqual(resting);
  expect(await waysOf(designer)).toEqual(ways);
  expect((await designer.saved()).text).toBe(text);
});

test('what a drag would reach is marked, and its links follow before the drop', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  const link = page.locator('[data-link^="store "]').first();
  const way = (await link.getAttribute('d'))!;
  await designer.press(designer.instance('store'));
  await designer.carry(designer.instance('key-manager'));
  await expect(designer.host('apim-1')).toHaveAttribute('data-target');
  await expect(designer.host('apim-2')).not.toHaveAttribute('data-target');
  await expect(link).not.toHaveAttribute('d', way);
  await designer.carry(await designer.ground(200, 500));
  await expect(designer.host('apim-1')).not.toHaveAttribute('data-target');
  await page.mouse.up();
  await expect(designer.hosts()).toHaveCount(3);
});

test('undo takes back each drag, and redo does it again', async ({ page }) => {
  const designer = await Designer.open(page);
  const steps: Record<string, string[]>[] = [await designer.layout()];
  const step = async (go: Promise<void>) => {
    await go;
    steps.push(await designer.layout());
  };
  await step(designer.drag(designer.entry('Host'), await designer.ground(200, 100)));
  await step(designer.drag(designer.entry('Store'), designer.hostName('host-1')));
  await step(designer.drag(designer.entry('Publisher'), await designer.ground(600, 100)));
  await step(designer.drag(designer.instance('store'), designer.hostName('host-2')));
  await designer.expectOffset('publisher', 1);
  await step(designer.drag(designer.instance('store'), await designer.ground(200, 420)));
  expect(new Set(steps.map(layout => JSON.stringify(layout))).size, 'each step changes something').toBe(steps.length);

  for (const layout of steps.slice(0, -1).reverse()) {
    await designer.button('Undo').click();
    expect(await designer.layout()).toEqual(layout);
  }
  await expect(designer.canvas.getByRole('heading', { name: 'Draw your deployment' })).toBeVisible();
  for (const layout of steps.slice(1)) {
    await designer.button('Redo').click();
    expect(await designer.layout()).toEqual(layout);
  }
});

test('a server dropped above another of its host comes before it', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  await designer.expectOffset('store', 1);
  const first = (await designer.instance('publisher').boundingBox())!;
  await designer.drag(designer.instance('store'), { x: first.x + first.width / 2, y: first.y + 4 });
  expect((await designer.layout())['apim-2']).toEqual(['store', 'publisher', 'mysql']);
  await designer.expectOffset('store', 0);
  await designer.expectOffset('publisher', 1);
});

test('a host that is moved comes to rest on a line with another, and off it with Alt', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  const [first, second] = (await designer.saved()).design.hosts;
  const head = designer.hostName(second.name);
  const zoom = (await designer.host(second.name).boundingBox())!.width / (await designer.host(second.name).evaluate((box: HTMLElement) => box.offsetWidth));
  const start = await designer.spot(head);
  // Three pixels off the line of the first host's upper edge.
  const down = (first.at.y - second.at.y) * zoom + 3;
  const guide = page.locator('.guide');
  const carried = async (keys: 'Alt'[]) => {
    for (const key of keys) await page.keyboard.down(key);
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(start.x + 23, start.y + down + 40, { steps: 5 });
    await page.mouse.move(start.x + 23, start.y + down, { steps: 5 });
    await page.waitForTimeout(60);
  };

  await carried([]);
  await expect(guide).toHaveAttribute('d', /^M/);
  await page.mouse.up();
  await expect(guide).toHaveAttribute('d', '');
  const guided = (await designer.saved()).design.hosts[1].at;
  expect(guided.y, 'on the line').toBe(first.at.y);
  expect(guided.x % 20, 'on the grid where no line is near').toBe(0);

  await page.keyboard.press('Control+z');
  await carried(['Alt']);
  await expect(guide).toHaveAttribute('d', '');
  await page.mouse.up();
  await page.keyboard.up('Alt');
  const free = (await designer.saved()).design.hosts[1].at;
  expect(Math.abs(free.y - first.at.y - 3 / zoom)).toBeLessThan(1.5);
});
