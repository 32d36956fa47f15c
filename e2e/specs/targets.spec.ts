import { expect, test } from '@playwright/test';
import { type Control, controls } from '../pages/controls';
import { Designer } from '../pages/designer';
import { STATES } from '../pages/states';

/** WCAG 2.5.8: so many pixels across, or so much room that a circle of that size touches no other target. */
const SIZE = 24;

function tooSmall(all: Control[]) {
  const small = (one: Control) => Math.min(one.right - one.left, one.bottom - one.top) < SIZE - 0.01;
  const middle = (one: Control) => [(one.left + one.right) / 2, (one.top + one.bottom) / 2] as const;
  const crowded = (one: Control) => all.some(other => {
    if (other === one) return false;
    const [x, y] = middle(one);
    if (small(other)) {
      const [a, b] = middle(other);
      return Math.hypot(a - x, b - y) < SIZE;
    }
    const across = Math.max(other.left - x, 0, x - other.right);
    const down = Math.max(other.top - y, 0, y - other.bottom);
    return Math.hypot(across, down) < SIZE / 2;
  });
  return all
    .filter(one => small(one) && crowded(one))
    .map(({ name, left, top, right, bottom }) => `${name}: ${(right - left).toFixed(1)} by ${(bottom - top).toFixed(1)}`);
}

for (const [what, width, height] of [['a desk', 1280, 800], ['a phone', 390, 844]] as const) {
  for (const [name, go] of Object.entries(STATES)) {
    test(`every target has ${SIZE} pixels or room around it, on ${what}: ${name}`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      const designer = await Designer.open(page);
      await go(designer);
      const all = await controls(page);
      expect(all.length).toBeGreaterThan(1);
      expect(tooSmall(all)).toEqual([]);
    });
  }
}

test('targets on the canvas have that size where it is drawn at its own', async ({ page }) => {
  const designer = await Designer.open(page, 'Classic, six hosts');
  await designer.button('Zoom to 100 %').click();
  const sizes = await designer.canvas.locator('.layer button').evaluateAll(all =>
    all.map(one => [one.getAttribute('aria-label') ?? one.textContent, one.clientWidth, one.clientHeight] as const));
  expect(sizes.length).toBeGreaterThan(10);
  expect(sizes.filter(([, width, height]) => Math.min(width, height) < SIZE)).toEqual([]);
});
