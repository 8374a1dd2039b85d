// Watches a session through the page and fails when it grows: node page_growth.mjs LINK MINUTES SPEED ENGINE_PID
// MINUTES are the market's, SPEED how many of them pass in one. 48 times, or as often as the machine can, a browser that has been shown each of the
// four views in turn is asked for its heap after a collection and for the nodes of its document, and the engine for its memory. The largest of the
// last third may be 1.10 × the largest of the second, and a little: what warms up, does so in the first. Needs Debian's chromium.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [link, minutes, speed, engine] = process.argv.slice(2);
const SAMPLES = 48;
const FEWEST = 9;
const RATIO_MAX = 1.1;
// What one sample may have more by chance: a view is being drawn, a bar has come.
const SLACK = { heap: 2e6, nodes: 200, engine: 8e6 };
// Trade last: its tables are bounded from the start, while the log of System fills for a while.
const VIEWS = ["gamma", "day", "system", "trade"];
const root = join(import.meta.dirname, "..", "..");
const { chromium } = createRequire(join(root, "engine", "MiaIa.Engine.Web", "page", "node_modules", "x.js"))("playwright-core");

const residentBytes = () => 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${engine}/status`, "utf8"))[1]);
const viewMs = (60_000 * Number(minutes)) / Number(speed) / SAMPLES / VIEWS.length;
const pause = (ms) => new Promise((go) => setTimeout(go, ms));

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
const errors = [];
const samples = [];
try {
  const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
  const tab = await context.newPage();
  tab.on("console", (said) => said.type() === "error" && errors.push(said.text()));
  tab.on("pageerror", (fault) => errors.push(String(fault)));
  const session = await context.newCDPSession(tab);
  await session.send("HeapProfiler.enable");
  await tab.goto(link);
  await tab.locator("#score").waitFor();
  const began = performance.now();
  for (let i = 0; performance.now() - began < SAMPLES * VIEWS.length * viewMs; i++) {
    for (const [place, view] of VIEWS.entries()) {
      await tab.evaluate((hash) => (location.hash = hash), `#/${view}`);
      await tab.locator(`main[data-test=${view}]`).waitFor();
      const late = performance.now() - began - (i * VIEWS.length + place) * viewMs;
      await pause(Math.max(0, viewMs - late));
    }
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    const { nodes } = await session.send("Memory.getDOMCounters");
    samples.push({ heap: usedSize, nodes, engine: residentBytes() });
    const { heap, nodes: count, engine: resident } = samples.at(-1);
    console.log(`${i + 1}: heap ${(heap / 1e6).toFixed(1)} MB, ${count} nodes, engine ${(resident / 1e6).toFixed(0)} MB`);
  }
  const said = await tab.locator("[data-test=feed]").innerText();
  if (!said.includes("up to date")) errors.push(`at the end the page says: ${said}`);
} finally {
  await browser.close();
}

const third = Math.floor(samples.length / 3);
if (third < FEWEST / 3) errors.push(`only ${samples.length} looks in all that time`);
let failed = errors.length > 0;
for (const what of Object.keys(SLACK)) {
  const largest = (from) => Math.max(...samples.slice(-from, -from + third || undefined).map((one) => one[what]));
  const [middle, last] = [largest(2 * third), largest(third)];
  const grows = last > RATIO_MAX * middle + SLACK[what];
  failed ||= grows;
  console.log(`${what}: at most ${middle} in the second third, ${last} in the last: ${(last / middle).toFixed(3)} (limit ${RATIO_MAX})${grows ? ": GROWS" : ""}`);
}
for (const error of errors) console.log(`error: ${error}`);
process.exit(failed ? 1 : 0);
