// Drives the system's Chromium: reads one command a line, {"do": name, …}, and answers each with one line, {"ok": value} or {"fault": text}.
// node driver.mjs MODULES ARGUMENTS, where MODULES is the folder that holds playwright-core and axe-core, and ARGUMENTS are more of Chromium's.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";

const modules = process.argv[2];
const require = createRequire(join(modules, "x.js"));
const { chromium } = require("playwright-core");
const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const PATIENCE_MS = 60_000;
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", ...process.argv.slice(3)] });
const contexts = [];
const tabs = [];
const errors = [];

// A headless browser shows every tab at once: whether one can be seen is what the test says.
const hideable = () => {
  let hidden = false;
  Object.defineProperty(Document.prototype, "visibilityState", { get: () => (hidden ? "hidden" : "visible") });
  globalThis.setHidden = (value) => {
    hidden = value;
    document.dispatchEvent(new Event("visibilitychange"));
  };
};

const commands = {
  // A context is a browser with nothing kept: windows of one share its worker, two have one each.
  async context({ width = 1440, height = 1000, theme = "dark", locale = "en-US" }) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, locale });
    context.setDefaultTimeout(PATIENCE_MS);
    await context.addInitScript(hideable);
    return contexts.push(context) - 1;
  },
  async tab({ context, url }) {
    const tab = await contexts[context].newPage();
    tab.on("console", (said) => said.type() === "error" && errors.push(said.text()));
    tab.on("pageerror", (fault) => errors.push(String(fault)));
    await tab.goto(url);
    return tabs.push(tab) - 1;
  },
  evaluate: ({ tab, expression }) => tabs[tab].evaluate(expression),
  // Asked from here again and again: what waits inside the page has to evaluate text, which its policy refuses.
  async until({ tab, expression }) {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await tabs[tab].evaluate(expression))) {
      if (Date.now() > deadline) throw new Error(`not within ${PATIENCE_MS} ms; the page says: ${await tabs[tab].evaluate("document.body.innerText")}`);
      await new Promise((again) => setTimeout(again, 20));
    }
    return true;
  },
  text: ({ tab, selector }) => tabs[tab].locator(selector).first().innerText(),
  click: ({ tab, selector }) => tabs[tab].locator(selector).first().click(),
  press: ({ tab, key }) => tabs[tab].keyboard.press(key),
  reload: ({ tab }) => tabs[tab].reload().then(() => true),
  resize: ({ tab, width, height }) => tabs[tab].setViewportSize({ width, height }),
  picture: ({ tab, path }) => tabs[tab].screenshot({ path, fullPage: true }).then(() => true),
  async axe({ tab }) {
    // Not as a script of the page, which its policy refuses.
    await tabs[tab].evaluate(axeSource);
    const found = await tabs[tab].evaluate(() => globalThis.axe.run());
    return found.violations
      .filter((one) => one.impact === "serious" || one.impact === "critical")
      .map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(" | ")}`);
  },
  // What the console said, but for what a connection that was cut is called by the browser itself.
  errors: ({ cut = false }) => errors.splice(0).filter((text) => !cut || !/net::ERR_|Failed to fetch/.test(text)),
  close: async ({ context }) => (await contexts[context].close(), true),
};

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  let answer;
  try {
    answer = { ok: (await commands[command.do](command)) ?? null };
  } catch (fault) {
    answer = { fault: String(fault) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
