// Takes a picture of each view of the page while a session plays: node page_pictures.mjs LINK FOLDER SECONDS [THEME [LOCALE [WIDTH]]]
// LINK lets the browser in; the first picture is taken when SECONDS have passed and a position is open. Needs Debian's chromium.
import { createRequire } from "node:module";
import { join } from "node:path";

const [link, folder, seconds, theme = "dark", locale = "en-US", width = "1440"] = process.argv.slice(2);
const OPEN_MS = 120_000;
const HEIGHT = 1000;
const root = join(import.meta.dirname, "..", "..");
const { chromium } = createRequire(join(root, "engine", "MiaIa.Engine.Web", "page", "node_modules", "x.js"))("playwright-core");

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
try {
  const context = await browser.newContext({ viewport: { width: Number(width), height: HEIGHT }, colorScheme: theme, locale });
  const tab = await context.newPage();
  await tab.goto(link);
  await new Promise((go) => setTimeout(go, Number(seconds) * 1000));
  await tab.locator("[data-test=position]", { hasText: /[▲▼]/ }).waitFor({ timeout: OPEN_MS });
  const views = { trade: "#score", gamma: ".plot canvas", system: "[data-test=versions]", day: "[data-test=day-shown]" };
  for (const [view, shown] of Object.entries(views)) {
    await tab.evaluate((hash) => (location.hash = hash), `#/${view}`);
    await tab.locator(shown).first().waitFor({ timeout: OPEN_MS });
    // A position is soon closed; the processor's share needs two answers of the engine.
    await new Promise((drawn) => setTimeout(drawn, view === "trade" ? 200 : 2500));
    // Without the log: it is long, and heavy as a picture.
    const height = await tab.evaluate(() => {
      const log = document.querySelector("section:has([data-test=log])");
      return Math.round(log === null ? document.documentElement.scrollHeight : log.getBoundingClientRect().top + scrollY);
    });
    await tab.screenshot({ path: join(folder, `page-${view}.png`), fullPage: true, clip: { x: 0, y: 0, width: Number(width), height } });
  }
} finally {
  await browser.close();
}
