import { expect, test } from '@playwright/test';
import { Designer } from '../pages/designer';

test('any step of the history can be gone back to, and forward again', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  const texts = [(await designer.saved()).text];
  for (const name of ['one', 'two', 'three']) {
    await designer.set('Name', name);
    texts.push((await designer.saved()).text);
  }
  const open = async () => {
    await page.keyboard.press('Escape');
    await designer.canvas.focus();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('history');
    await page.keyboard.press('Enter');
    await expect(designer.dialog).toHaveAccessibleName('History');
  };
  const steps = designer.dialog.getByRole('listitem').getByRole('button');
  await open();
  // The last first; then the preset, then the beginning.
  await expect(steps).toHaveText([/three/, /two/, /one/, /Two hosts/, 'The beginning']);
  await expect(steps.nth(0)).toHaveAttribute('aria-current', 'step');
  await expect(steps.nth(0)).toBeFocused();

  await steps.nth(2).click();
  await expect(designer.dialog).toHaveCount(0);
  await expect(designer.status).toContainText('Back to:');
  expect((await designer.saved()).text).toBe(texts[1]);

  await open();
  await expect(steps.nth(2)).toHaveAttribute('aria-current', 'step');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  expect((await designer.saved()).text).toBe(texts[2]);

  await open();
  await steps.last().click();
  await expect(designer.hosts()).toHaveCount(0);
  await page.keyboard.press('Control+Shift+z');
  expect((await designer.saved()).text).toBe(texts[0]);
});

test('hosts glide into order, and at once for who wants no motion', async ({ page }) => {
  const designer = await Designer.open(page, 'Classic, six hosts');
  await page.evaluate(() =>
    document.addEventListener('transitionrun', ({ target }) => {
      if ((target as Element).matches('.host')) document.body.dataset.glided = 'yes';
    }),
  );
  const before = await designer.layout();
  const glided = async () => {
    await designer.hostName('gw-1').focus();
    await page.keyboard.press('Control+Shift+ArrowDown');
    await page.keyboard.press('Shift+O');
    await expect(designer.status).toContainText('in order');
    await expect(designer.canvas).not.toHaveAttribute('data-gliding');
    return page.evaluate(() => document.body.dataset.glided);
  };
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await glided()).toBe(undefined);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect(await glided()).toBe('yes');
  expect(await designer.layout()).toEqual(before);
});
