import { type Locator, type Page, expect, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { Designer, type Preset } from '../pages/designer';

/** A person without a pointer: after every key the focus is somewhere, and can be seen. */
class Keyboard {
  constructor(private readonly designer: Designer) {}

  async press(key: string, times = 1) {
    for (let n = 0; n < times; n++) {
      await this.designer.page.keyboard.press(key);
      await this.expectFocus(key);
    }
  }

  /** Goes on by Tab until something has the focus. */
  async tabTo(wanted: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab') {
    for (let n = 0; n < 60; n++) {
      if (await wanted.evaluateAll(all => all.includes(document.activeElement as HTMLElement))) return;
      await this.press(key);
    }
    throw new Error(`60 times ${key} do not lead to ${wanted}`);
  }

  private async expectFocus(after: string) {
    const { page } = this.designer;
    await expect(page.locator('body'), `the focus is lost after ${after}`).not.toBeFocused();
    const seen = () => page.evaluate(() => {
      const active = document.activeElement!;
      // A file input is drawn by the label around it, an item of the outline by its own line.
      const shown = [active, active.closest('label'), active.querySelector('.outline__row')];
      return shown.some(one => {
        if (!one) return false;
        const { outlineStyle, outlineWidth } = getComputedStyle(one);
        const { width, height, right, bottom } = one.getBoundingClientRect();
        return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1 && width > 4 && height > 4 && right > 0 && bottom > 0;
      });
    });
    await expect.poll(seen, `the focus is seen after ${after}`).toBe(true);
  }
}

async function open(page: Page, preset?: Preset) {
  const designer = await Designer.open(page);
  const keyboard = new Keyboard(designer);
  if (preset) {
    await keyboard.tabTo(designer.canvas.getByRole('button', { name: preset }));
    await keyboard.press('Enter');
    await designer.checked();
  }
  return { designer, keyboard };
}

test('the whole way works by keyboard, from the empty page to the zip', async ({ page }) => {
  const { designer, keyboard } = await open(page);

  await test.step('Enter in the palette adds a host', async () => {
    await keyboard.tabTo(designer.entry('Host'));
    await keyboard.press('Enter');
    await keyboard.press('Enter');
    await expect(designer.hosts()).toHaveCount(2);
    await expect(designer.entry('Host')).toBeFocused();
  });

  await test.step('Enter picks a kind and goes on to the hosts, where Enter places it', async () => {
    await keyboard.tabTo(designer.entry('Gateway manager'), 'Shift+Tab');
    await keyboard.press('Enter');
    await expect(designer.status).toHaveText('Gateway manager picked: choose a host to put it on');
    await expect(designer.hostName('host-2')).toBeFocused();
    await keyboard.press('ArrowUp');
    await expect(designer.hostName('host-1')).toBeFocused();
    await keyboard.press('Enter');
    await expect(designer.instance('gateway-manager')).toBeFocused();
    await expect(designer.host('host-1').locator(designer.instance('gateway-manager'))).toBeVisible();
  });

  for (const [kind, id] of [['Key manager', 'key-manager'], ['Publisher', 'publisher'], ['Store', 'store'], ['MySQL', 'mysql']] as const) {
    await test.step(`${kind} is placed beside what has the focus`, async () => {
      await keyboard.tabTo(designer.entry(kind), 'Shift+Tab');
      await keyboard.press('Enter');
      await keyboard.press('Enter');
      await expect(designer.instance(id)).toBeFocused();
    });
  }
  await designer.expectOffset('store', 3);
  expect(await designer.layout()).toEqual({
    'host-1': ['gateway-manager', 'key-manager', 'publisher', 'store', 'mysql'],
    'host-2': [],
  });

  await test.step('the inspector moves a server to another host', async () => {
    await keyboard.press('ArrowUp');
    await expect(designer.instance('store')).toBeFocused();
    await keyboard.press('Enter');
    const host = designer.pane('Properties').getByRole('combobox', { name: 'Host', exact: true });
    await keyboard.tabTo(host);
    await keyboard.press('ArrowDown');
    await designer.expectOffset('store', 0);
    expect((await designer.layout())['host-2']).toEqual(['store']);
  });

  await test.step('its fields are sent by Enter, and tell what is wrong', async () => {
    await keyboard.tabTo(designer.field('Port offset'));
    await page.keyboard.type('many');
    await keyboard.press('Enter');
    await expect(designer.pane('Properties').getByText('`many` is no offset')).toBeVisible();
    await expect(designer.field('Port offset')).toHaveAttribute('aria-invalid', 'true');
    await keyboard.press('Escape');
    await page.keyboard.type('7');
    await keyboard.press('Enter');
    await designer.expectOffset('store', 7);
  });

  await test.step('undo takes the last steps back, redo does one again', async () => {
    await keyboard.tabTo(designer.tab('Properties'), 'Shift+Tab');
    await keyboard.press('Control+z');
    await designer.expectOffset('store', 0);
    await keyboard.press('Control+Shift+Z');
    await designer.expectOffset('store', 7);
    await keyboard.press('Control+z');
  });

  await test.step('arrows lead from tab to tab', async () => {
    for (const name of ['Ports', 'Files', 'Findings', 'Outline', 'Properties'] as const) {
      await keyboard.press('ArrowRight');
      await expect(designer.tab(name)).toBeFocused();
      await expect(designer.pane(name)).toBeVisible();
    }
  });

  await test.step('the bundle is downloaded', async () => {
    await keyboard.tabTo(designer.button('Download bundle'), 'Shift+Tab');
    const { name, bytes } = await designer.download(() => keyboard.press('Enter'));
    expect(name).toBe('untitled.zip');
    const files = unzipSync(new Uint8Array(bytes));
    const manifest = JSON.parse(strFromU8(files['untitled/manifest.json']!));
    expect(manifest.instances.map((one: { id: string; host: string }) => `${one.id} ${one.host}`).sort()).toEqual([
      'gateway-manager host-1', 'key-manager host-1', 'mysql host-1', 'publisher host-1', 'store host-2',
    ]);
  });
});

test('a kind picked on the empty page is placed on a new host by Enter', async ({ page }) => {
  const { designer, keyboard } = await open(page);
  await keyboard.tabTo(designer.entry('All in one'));
  await keyboard.press('Enter');
  await expect(designer.canvas).toBeFocused();
  await keyboard.press('Enter');
  await expect(designer.instance('all-in-one')).toBeFocused();
  expect(await designer.layout()).toEqual({ 'host-1': ['all-in-one'] });
});

test('arrows lead to what lies in their direction, and the canvas is one stop for Tab', async ({ page }) => {
  const { designer, keyboard } = await open(page, 'Two hosts, nothing optional');
  await keyboard.tabTo(designer.hostName('apim-1'));
  await keyboard.press('ArrowDown');
  await expect(designer.instance('gateway-manager')).toBeFocused();
  await keyboard.press('ArrowRight');
  await expect(designer.instance('publisher')).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(designer.instance('store')).toBeFocused();
  await keyboard.press('ArrowLeft');
  await expect(designer.instance('key-manager')).toBeFocused();
  await keyboard.press('Tab');
  await expect(designer.canvas.getByRole('list', { name: 'Kinds of links' }).getByRole('button').first()).toBeFocused();
  await keyboard.press('Shift+Tab');
  await expect(designer.instance('key-manager')).toBeFocused();
});

test('control and arrows move a host', async ({ page }) => {
  const { designer, keyboard } = await open(page, 'Two hosts, nothing optional');
  await keyboard.tabTo(designer.hostName('apim-1'));
  const before = (await designer.host('apim-1').boundingBox())!;
  await keyboard.press('Control+ArrowDown', 2);
  await keyboard.press('Control+ArrowRight');
  const after = (await designer.host('apim-1').boundingBox())!;
  expect(after.y - before.y).toBeCloseTo(2 * (after.x - before.x), 0);
  expect(after.x).toBeGreaterThan(before.x);
  await expect(designer.hostName('apim-1')).toBeFocused();
});

test('control and arrows put a server before another', async ({ page }) => {
  const { designer, keyboard } = await open(page, 'Two hosts, nothing optional');
  await designer.expectOffset('publisher', 0);
  await keyboard.tabTo(designer.hostName('apim-1'));
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowRight');
  await expect(designer.instance('publisher')).toBeFocused();
  await keyboard.press('Control+ArrowDown');
  await expect(designer.instance('publisher')).toBeFocused();
  expect((await designer.layout())['apim-2']).toEqual(['store', 'publisher', 'mysql']);
  await designer.expectOffset('publisher', 1);
});

test('Delete removes what has the focus, undo brings it back, and the focus stays on the canvas', async ({ page }) => {
  const { designer, keyboard } = await open(page, 'Two hosts, nothing optional');
  const before = await designer.layout();
  await keyboard.tabTo(designer.hostName('apim-1'));
  await keyboard.press('ArrowDown');
  await keyboard.press('Delete');
  await expect(designer.instance('gateway-manager')).toHaveCount(0);
  await expect(designer.canvas.locator(':focus')).toBeVisible();
  await keyboard.press('Control+z');
  expect(await designer.layout()).toEqual(before);

  await keyboard.press('Control+a');
  await keyboard.press('Delete');
  await expect(designer.hosts()).toHaveCount(0);
  await keyboard.press('Control+z');
  expect(await designer.layout()).toEqual(before);
});

test('the focus survives what it was on', async ({ page }) => {
  const { designer, keyboard } = await open(page, 'Two hosts, nothing optional');
  await expect(designer.hostName('apim-1'), 'the start is gone').toBeFocused();

  await keyboard.press('ArrowDown');
  await keyboard.press('Control+z');
  await expect(designer.canvas, 'undo took the design away').toBeFocused();
  await keyboard.press('Control+Shift+Z');

  await designer.checked();
  await keyboard.tabTo(designer.tab('Properties'));
  await keyboard.press('ArrowLeft');
  await keyboard.press('ArrowLeft');
  const finding = designer.finding('stock-certificates');
  await keyboard.tabTo(finding.getByRole('button', { name: 'Use own certificates' }));
  await keyboard.press('Enter');
  await expect(finding).toHaveCount(0);
  await expect(designer.pane('Findings'), 'the remedy took its own button away').toBeFocused();

  await keyboard.tabTo(designer.hostName('apim-1'), 'Shift+Tab');
  await keyboard.press('Enter');
  await keyboard.tabTo(designer.tab('Findings'));
  await keyboard.press('Home');
  const remove = designer.pane('Properties').getByRole('button', { name: 'Remove the host and what is on it' });
  await keyboard.tabTo(remove);
  await keyboard.press('Enter');
  await expect(designer.pane('Properties')).toBeFocused();
});

test('a dialog gives the focus back to what opened it', async ({ page }) => {
  const { designer, keyboard } = await open(page, 'Two hosts, nothing optional');
  for (const name of ['New', 'Paste hosts', 'Settings']) {
    const button = designer.button(name).first();
    await keyboard.tabTo(button, name === 'New' ? 'Shift+Tab' : 'Tab');
    await keyboard.press('Enter');
    await expect(designer.dialog).toBeVisible();
    await expect(designer.dialog.locator(':focus')).toBeVisible();
    await keyboard.press('Escape');
    await expect(designer.dialog).toHaveCount(0);
    await expect(button).toBeFocused();
  }
});

test('the first stop leads past everything to the outline, which can edit all', async ({ page }) => {
  const { designer, keyboard } = await open(page, 'Two hosts, nothing optional');
  await expect(page.getByText('Saved in this browser')).toBeVisible();
  await page.reload();
  await designer.started();
  await keyboard.press('Tab');
  await expect(designer.button('Go to the outline')).toBeFocused();
  await keyboard.press('Enter');
  await expect(designer.pane('Outline')).toBeFocused();
  const tree = designer.pane('Outline').getByRole('tree', { name: 'Outline' });
  await keyboard.tabTo(tree.getByRole('treeitem', { name: /^apim-1,/ }));
  await keyboard.press('ArrowDown');
  await expect(tree.getByRole('treeitem', { name: /^gateway-manager,/ })).toBeFocused();
  await keyboard.press('ArrowRight');
  await keyboard.press('ArrowRight');
  await expect(tree.getByRole('treeitem', { name: /^to key-manager, key validation/ })).toBeFocused();
  await keyboard.press('ArrowLeft', 2);
  await keyboard.press('Delete');
  await expect(designer.instance('gateway-manager')).toHaveCount(0);
  await expect(tree.locator(':focus')).toBeVisible();
});

test('keys zoom the canvas', async ({ page }) => {
  const { designer, keyboard } = await open(page, 'Two hosts, nothing optional');
  await keyboard.tabTo(designer.hostName('apim-1'));
  const percent = designer.button(/^Zoom to 100/);
  const fitting = await percent.textContent();
  await keyboard.press('+');
  await expect(percent).not.toHaveText(fitting!);
  await keyboard.press('0');
  await expect(percent).toHaveText('100 %');
  await keyboard.press('-');
  await expect(percent).toHaveText('80 %');
  await keyboard.press('Shift+Digit1');
  await expect(percent).toHaveText(fitting!);
});
