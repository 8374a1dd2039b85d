// Says the engine's texts as the page does in French. node french.mjs MODULES WORDS: a JSON list of texts in, a JSON list out.
// MODULES is the folder that holds typescript, WORDS the page's folder of words.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, words] = process.argv.slice(2);
const { transpileModule } = createRequire(join(modules, "x.js"))("typescript");
const into = mkdtempSync(join(tmpdir(), "miaia-french-"));
try {
  for (const path of ["engine.ts", "figures.ts", "sentences.ts", "../generated/french.ts"]) {
    const { outputText } = transpileModule(readFileSync(join(words, path), "utf8"), { compilerOptions: { module: 99, target: 9 } });
    const name = path.replace(/^.*\//, "").replace(".ts", ".mjs");
    writeFileSync(join(into, name), outputText.replace(/from "\.+\/(?:generated\/)?(\w+)"/g, 'from "./$1.mjs"'));
  }
  const { engineText } = await import(pathToFileURL(join(into, "engine.mjs")).href);
  const texts = JSON.parse(readFileSync(0, "utf8"));
  process.stdout.write(JSON.stringify(texts.map((text) => engineText("fr", text))));
} finally {
  rmSync(into, { recursive: true, force: true });
}
