import { existsSync, readFileSync } from "node:fs";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

// What the Apache licence asks for beside its text: the notices of those libraries that have one.
const notices = (): Plugin => ({
  name: "notices",
  generateBundle() {
    const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: Record<string, string> };
    const files = Object.keys(dependencies).map((name) => `node_modules/${name}/NOTICE`);
    const source = files.filter(existsSync).map((file) => readFileSync(file, "utf8").trim()).join("\n\n");
    this.emitFile({ type: "asset", fileName: "notices.txt", source: `${source}\n` });
  },
});

// Everything is bundled: a page that fetches from elsewhere would not be let through by its own policy.
export default defineConfig({
  plugins: [svelte(), notices()],
  build: {
    outDir: process.env.PAGE_OUTPUT ?? "../obj/page",
    emptyOutDir: true,
    target: "es2022",
    // What is written into the page is refused by the policy, and so is a picture written into a style.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    license: { fileName: "licences.md" },
  },
  worker: { format: "es" },
});
