import type { Page } from '@playwright/test';

/**
 * What a pointer is to hit. Of a field within a label it is the label; of rows in a tree what is seen of them. The
 * drawing itself can be zoomed to any size, and the outline does the same at a fixed one.
 */
const CONTROLS = [
  'a[href]', 'button', 'input', 'select', 'textarea', 'summary',
  '[role="option"]', '[role="menuitem"]', '[role="separator"][tabindex]', '.outline__row', '.outline__turn',
].join(', ');
const DRAWING = '.canvas .layer';

export interface Control { name: string; left: number; top: number; right: number; bottom: number; hidden: string }

/**
 * Every control in sight or out of it by scrolling only. `hidden` says what lies over its middle once it is scrolled to, as a
 * browser does with what gets the focus; empty where nothing does.
 */
export function controls(page: Page): Promise<Control[]> {
  return page.evaluate(([selector, drawing]) => {
    const seen = (one: Element) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    const open = document.querySelector('dialog[open]');
    const found = new Set<Element>();
    for (const one of document.querySelectorAll(selector!)) {
      const outside = open && !open.contains(one);
      if (outside || one.closest(drawing!) || one.matches('.skip') || !seen(one)) continue;
      const field = one.matches('input[type="checkbox"], input[type="radio"], input[type="file"]');
      found.add((field && one.closest('label')) || one);
    }
    // All places before any scrolling, so that they can be compared.
    const places = [...found].map(one => [one, one.getBoundingClientRect()] as const);
    return places.map(([one, { left, top, right, bottom }]) => {
      const said = one.getAttribute('aria-label') ?? one.getAttribute('title') ?? one.textContent ?? '';
      const name = `${one.className || one.tagName} “${said.trim().slice(0, 40)}”`;
      one.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const now = one.getBoundingClientRect();
      const at = document.elementFromPoint((now.left + now.right) / 2, (now.top + now.bottom) / 2);
      const hit = at && (one.contains(at) || at.contains(one) && at.matches('label'));
      return { name, left, top, right, bottom, hidden: hit ? '' : `${at?.className || at?.tagName}` };
    });
  }, [CONTROLS, DRAWING]);
}

/** What sticks out of the page to a side, where nothing scrolls sideways to show it. */
export function outside(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const clips = (one: Element) => getComputedStyle(one).overflowX !== 'visible' || getComputedStyle(one).clipPath !== 'none';
    const found: string[] = [];
    if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
    for (const one of document.body.querySelectorAll('*')) {
      const { left, right } = one.getBoundingClientRect();
      if (right === left || (left >= -0.5 && right <= width + 0.5)) continue;
      let around: Element | null = one;
      while (around && !clips(around)) around = around.parentElement;
      if (!around || around === document.body) found.push(`${one.tagName} ${one.className}: ${left} to ${right}`);
    }
    return found;
  });
}
