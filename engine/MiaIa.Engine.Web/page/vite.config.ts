import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";

// Everything is bundled: a page that fetches from elsewhere would not be let through by its own policy.
export default defineConfig({
  plugins: [svelte()],
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
