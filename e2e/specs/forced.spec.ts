import { type Locator, type Page, expect, test } from '@playwright/test';
import { faults } from '../pages/axe';
import { Designer } from '../pages/designer';
import { STATES, clash } from '../pages/states';

/** What a person sees of an element's edge. */
const edge = (of: Locator, part: string | null = null) => of.evaluate((one, part) => {
  const style = getComputedStyle(one, part);
  return [style.borderLeftStyle, style.borderLeftWidth, style.borderTopStyle, style.borderTopWidth, style.borderTopColor].join(' ');
}, part);

const ring = (of: Locator) => of.evaluate(one => {
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
  return { style: outlineStyle, width: parseFloat(outlineWidth), colour: outlineColor };
});

/** The person's colours, as the browser tells them. */
const system = (page: Page, names: string[]) => page.evaluate(names => {
  const probe = document.body.appendChild(document.createElement('i'));
  const colours = names.map(name => {
    probe.style.setProperty('forced-color-adjust', 'none');
    probe.style.setProperty('color', name);
    return [name, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(colours) as Record<string, string>;
}, names);

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`forced colours, ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { forcedColors: 'active' } });

    test(`what is selected, pressed, current, faulty and focused is told by more than a tint, ${colorScheme}`, async ({ page }) => {
      const designer = await Designer.open(page, 'Two hosts, nothing optional');
      const [one, other] = [designer.instance('publisher'), designer.instance('key-manager')];
      const differs = async (a: Locator, b: Locator, what: string) => expect(await edge(a), what).not.toBe(await edge(b));

      await one.click();
      await differs(one, other, 'a selected instance');
      await one.focus();
      await page.keyboard.press('ArrowDown');
      await expect(designer.instance('store')).toBeFocused();
      expect(await ring(designer.instance('store'))).toMatchObject({ style: 'solid', width: 2 });
      expect((await ring(other)).style, 'what has no focus has no ring').toBe('none');
      await page.keyboard.press('ArrowUp');
      await expect(one).toBeFocused();
      expect(await ring(one), 'selected and focused, both are seen').toMatchObject({ style: 'solid', width: 2 });
      await differs(one, other, 'selected and focused');

      await designer.hostName('apim-1').click();
      await differs(designer.host('apim-1'), designer.host('apim-2'), 'a selected host');

      const pressed = designer.button('Ports of all links');
      const before = await edge(pressed);
      await pressed.click();
      expect(await edge(pressed), 'a pressed button').not.toBe(before);
      await designer.entry('Store').click();
      await differs(designer.entry('Store'), designer.entry('BAM'), 'a picked kind');
      await designer.entry('Store').click();

      for (const tab of ['Properties', 'Outline'] as const) {
        await designer.show(tab);
        const line = (of: 'Properties' | 'Outline') => designer.tab(of).evaluate(one => getComputedStyle(one, '::after').borderTopWidth);
        expect(parseFloat(await line(tab)), 'a line below the current tab').toBeGreaterThanOrEqual(2);
        expect(parseFloat(await line(tab === 'Outline' ? 'Properties' : 'Outline'))).toBe(0);
      }
      await one.click();
      const row = (name: RegExp) => designer.pane('Outline').getByRole('treeitem', { name }).locator('.outline__row').first();
      await differs(row(/^publisher/), row(/^store/), 'a selected row');
      const files = await designer.show('Files');
      await files.getByRole('button', { name: /^carbon\.xml/ }).click();
      await differs(files.locator('[aria-current="true"]'), files.locator('.files__file:not([aria-current="true"])').first(), 'the open file');

      await clash(designer);
      const edges = await Promise.all(['publisher', 'gateway-manager', 'mysql'].map(id => edge(designer.instance(id))));
      expect(new Set(edges).size, 'an error, a warning, neither').toBe(3);
      await differs(designer.host('apim-2'), designer.host('apim-1'), 'a host with an error');
    });

    test(`links, words that lead on, what cannot be used and drawings have the person's colours, ${colorScheme}`, async ({ page }) => {
      const designer = await Designer.open(page);
      const colours = await system(page, ['Canvas', 'CanvasText', 'Highlight', 'LinkText', 'GrayText', 'ButtonText', 'HighlightText', 'ButtonFace']);
      const style = (of: Locator, property: string) => of.evaluate((one, property) => getComputedStyle(one).getPropertyValue(property), property);
      const leads = designer.canvas.locator('.text-button');
      expect(await style(leads, 'color')).toBe(colours.LinkText);
      expect(await style(leads, 'text-decoration-line')).toBe('underline');
      expect(await style(designer.button('Undo'), 'color')).toBe(colours.GrayText);

      await designer.begin('Two hosts, nothing optional');
      expect(await style(designer.button('Undo'), 'color')).not.toBe(colours.GrayText);
      await designer.instance('publisher').click();
      const lit = designer.link('publisher', 'mysql', 'data');
      const dim = designer.link('key-manager', 'mysql', 'data');
      await expect(lit).toHaveAttribute('data-lit', '');
      expect(await style(lit, 'stroke')).toBe(colours.Highlight);
      expect(await style(dim, 'stroke')).not.toBe(colours.Highlight);
      const label = designer.canvas.locator('.link-label').first();
      expect(await style(label, 'fill')).toBe(colours.CanvasText);
      expect(await style(label, 'stroke')).toBe(colours.Canvas);

      await clash(designer);
      for (const tab of ['Findings', 'Outline'] as const) {
        await designer.show(tab);
        const icons = await page.locator('svg.icon').evaluateAll(all =>
          all.filter(one => one.checkVisibility()).map(one => [one.parentElement!.className, getComputedStyle(one).stroke]));
        expect(icons.length).toBeGreaterThan(20);
        const own = icons.filter(([, colour]) => !Object.values(colours).includes(colour!));
        expect(own, 'colours of the page’s own').toEqual([]);
      }
    });

    test(`axe finds nothing, ${colorScheme}`, async ({ page }) => {
      test.slow();
      const designer = await Designer.open(page);
      expect.soft(await faults(page), 'start').toEqual([]);
      await STATES.findings!(designer);
      for (const tab of ['Findings', 'Properties', 'Ports', 'Files', 'Outline'] as const) {
        await designer.show(tab);
        expect.soft(await faults(page), tab).toEqual([]);
      }
      await designer.button('Search').click();
      expect.soft(await faults(page), 'search').toEqual([]);
    });
  });
}

/** What moves, and for how long. */
const moves = (page: Page) => page.evaluate(() =>
  [...document.querySelectorAll('*')].flatMap(one => [null, '::before', '::after'].flatMap(part => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one, part);
    const still = transitionDuration.split(', ').every(time => parseFloat(time) === 0);
    return still && animationName === 'none' && scrollBehavior === 'auto' ? [] : [`${one.tagName}.${one.className} ${transitionDuration} ${animationName}`];
  })));

test('nothing moves for who asks for less motion', async ({ page }) => {
  const designer = await Designer.open(page);
  for (const [name, go] of [['start', STATES.start!], ['outline', STATES.outline!]] as const) {
    await go(designer);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    expect((await moves(page)).length, `${name}, else some does`).toBeGreaterThan(3);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await moves(page), name).toEqual([]);
  }
});
