// Measures the built page in Chromium with a design. See scripts/bench-page.
//
// usage: node benches/page.mjs ADDRESS DESIGN.json
//
// Script and main-thread times come from the browser's own counters (CDP Performance.getMetrics: ScriptDuration,
// TaskDuration), so they hold every task of the page, not what a stopwatch inside it sees. Times to paint are those of
// the Event Timing interface, in steps of 8 ms. Headless Chromium without a graphics processor paints on the same cores:
// frame intervals are pessimistic, script and main-thread times are fair.
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { chromium } from '@playwright/test';

const [address, path] = process.argv.slice(2);
if (!path) throw new Error('usage: node benches/page.mjs ADDRESS DESIGN.json');
const MOVES = 120;
const COMMANDS = 12;

const system = '/usr/bin/chromium';
const executablePath = process.env.CHROMIUM || (existsSync(system) ? system : undefined);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
const page = await context.newPage();
const devtools = await context.newCDPSession(page);
await devtools.send('Performance.enable');

const middle = numbers => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;
const late = numbers => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * 0.95)] ?? NaN;
const shown = number => number.toFixed(number < 10 ? 2 : 0).padStart(8);
const say = (what, numbers) => console.log(what.padEnd(44), ...numbers.map(shown));

/** The browser's counters for the page so far, in milliseconds. */
async function counters() {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const of = name => metrics.find(one => one.name === name).value * 1000;
  return { script: of('ScriptDuration'), task: of('TaskDuration'), layout: of('LayoutDuration'), style: of('RecalcStyleDuration') };
}

async function spent(run) {
  const before = await counters();
  await run();
  const after = await counters();
  return Object.fromEntries(Object.keys(after).map(key => [key, after[key] - before[key]]));
}

const frame = () => page.evaluate(() => new Promise(done => requestAnimationFrame(done)));
const settled = async () => {
  await page.waitForTimeout(600);
  await frame();
  await frame();
};

/** Drags what is at a spot around, one move a frame, and puts it back with Escape. */
async function drag(what, spot) {
  await page.mouse.move(spot.x, spot.y);
  await page.mouse.down();
  await page.mouse.move(spot.x + 30, spot.y + 30, { steps: 4 });
  await page.evaluate(() => {
    window.frames_ = [];
    const tick = now => {
      window.frames_?.push(now);
      if (window.frames_) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
  const cost = await spent(async () => {
    for (let move = 0; move < MOVES; move++) {
      const turn = (move / MOVES) * 6 * Math.PI;
      await page.mouse.move(spot.x + 90 * Math.cos(turn), spot.y + 90 * Math.sin(turn));
      await frame();
    }
  });
  const times = await page.evaluate(() => {
    const times = window.frames_;
    window.frames_ = undefined;
    return times;
  });
  const intervals = times.slice(1).map((time, at) => time - times[at]);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await settled();
  say(what, [cost.script / MOVES, cost.task / MOVES, middle(intervals), late(intervals)]);
  if (process.env.TRACE) await traced(what, spot);
}

/** Where the time of a drag goes, by the browser's own names; for whoever looks for it (TRACE=1). */
async function traced(what, spot) {
  const sums = new Map();
  const add = ({ value }) => {
    for (const one of value) {
      if (one.ph !== 'X') continue;
      const sum = sums.get(one.name) ?? { count: 0, time: 0 };
      sums.set(one.name, { count: sum.count + 1, time: sum.time + one.dur / 1000 });
    }
  };
  devtools.on('Tracing.dataCollected', add);
  await page.mouse.move(spot.x, spot.y);
  await page.mouse.down();
  await page.mouse.move(spot.x + 30, spot.y + 30, { steps: 4 });
  await devtools.send('Tracing.start', { transferMode: 'ReportEvents', categories: 'devtools.timeline,disabled-by-default-devtools.timeline,blink,cc' });
  for (let move = 0; move < 30; move++) {
    await page.mouse.move(spot.x + 3 * move, spot.y);
    await frame();
  }
  const complete = new Promise(done => devtools.once('Tracing.tracingComplete', done));
  await devtools.send('Tracing.end');
  await complete;
  devtools.off('Tracing.dataCollected', add);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await settled();
  for (const [name, { count, time }] of [...sums].sort((a, b) => b[1].time - a[1].time).slice(0, 25)) {
    console.log(`    ${name.padEnd(60)} ${(count / 30).toFixed(1).padStart(6)} ${(time / 30).toFixed(2).padStart(8)}`);
  }
}

/** Runs a command by a key some times; the whole of each, and how long the key's effect took to be painted. */
async function command(what, keys) {
  await page.evaluate(() => {
    window.events_ = [];
    window.observer_ = new PerformanceObserver(list => window.events_.push(...list.getEntries().map(one => one.toJSON())));
    window.observer_.observe({ type: 'event', durationThreshold: 16 });
  });
  const costs = [];
  for (let turn = 0; turn < COMMANDS; turn++) {
    costs.push(await spent(async () => {
      await page.keyboard.press(keys[turn % keys.length]);
      await settled();
    }));
  }
  const events = await page.evaluate(() => {
    window.observer_.disconnect();
    return window.events_.filter(one => one.name === 'keydown');
  });
  const handlers = events.map(one => one.processingEnd - one.processingStart);
  const paints = events.map(one => one.duration);
  say(what, [middle(handlers), middle(paints), late(paints), middle(costs.map(one => one.script)), middle(costs.map(one => one.task))]);
}

/** Memory that only the page's own process holds, in MB, without what waits to be collected. */
async function memory() {
  await devtools.send('HeapProfiler.collectGarbage');
  await page.waitForTimeout(1000);
  const root = await browser.newBrowserCDPSession();
  const { processInfo } = await root.send('SystemInfo.getProcessInfo');
  const sizes = processInfo.filter(one => one.type === 'renderer').map(one => {
    const rollup = readFileSync(`/proc/${one.id}/smaps_rollup`, 'utf8');
    return Number(/^Private_Dirty:\s+(\d+)/m.exec(rollup)[1]) / 1024;
  });
  return Math.max(...sizes);
}

const began = Date.now();
await page.goto(address);
await page.locator('html[data-started]').waitFor({ state: 'attached' });
const started = Date.now() - began;
const empty = await memory();
const text = readFileSync(path, 'utf8');
const design = JSON.parse(text);
const opening = await spent(async () => {
  await page.getByLabel('Open design').setInputFiles({ name: basename(path), mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.locator('[data-instance]').nth(design.instances.length - 1).waitFor({ state: 'attached' });
  await frame();
});
await page.waitForTimeout(4000);
const links = await page.locator('[data-link]').count();
console.log(`\n${design.instances.length} instances on ${design.hosts.length} hosts, ${links} links; milliseconds\n`);
say('start of the page, to its end by the clock', [started]);
console.log('\n' + ' '.repeat(44), '  script   thread');
say('open the design', [opening.script, opening.task]);

/** Where one of these can be gripped, well inside of the canvas; the view is moved until there is one. */
async function spotOf(selector) {
  for (let turn = 0; turn < 12; turn++) {
    const spot = await page.evaluate(selector => {
      for (const one of document.querySelectorAll(selector)) {
        const box = one.getBoundingClientRect();
        const spot = { x: box.x + Math.min(box.width / 2, 60), y: box.y + box.height / 2 };
        if (spot.x > 400 && spot.x < 900 && spot.y > 200 && spot.y < 700 && one.contains(document.elementFromPoint(spot.x, spot.y))) return spot;
      }
    }, selector);
    if (spot) return spot;
    await page.mouse.move(640, 450);
    await page.mouse.wheel(turn % 3 === 2 ? 150 : 0, 170);
    await settled();
  }
  throw new Error(`nothing of ${selector} comes into the middle`);
}

console.log('\nper move' + ' '.repeat(36), '  script   thread   frame      95 %');
await page.locator('main').press('Shift+Digit1');
await settled();
await drag('an instance, everything in view', await spotOf('[data-instance]'));
await drag('a host, everything in view', await spotOf('.host-name'));
await page.locator('main').press('0');
await settled();
await drag('an instance, at 100 %', await spotOf('[data-instance]'));
await drag('a host, at 100 %', await spotOf('.host-name'));

console.log('\nper command' + ' '.repeat(33), ' handler  paint      95 %  script   thread');
const spot = await spotOf('.host-name');
await page.mouse.click(spot.x, spot.y);
await settled();
await command('move a host by a step, at 100 %', ['Control+ArrowRight', 'Control+ArrowLeft']);
await command('remove a host, and undo, at 100 %', ['Delete', 'Control+z']);
await page.locator('main').press('Shift+Digit1');
await settled();
await command('remove a host, and undo, everything in view', ['Delete', 'Control+z']);

console.log('');
say('memory of the empty page, MB', [empty]);
say('memory now, MB', [await memory()]);
await browser.close();
