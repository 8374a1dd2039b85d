// Makes TypeScript of the one schema, with the compiler that C# uses (PROTOC names it), and of the French in the study's table.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const proto = join(here, "..", "..", "..", "proto");
const into = join(here, "src", "generated");
const plugin = join(here, "node_modules", ".bin", process.platform === "win32" ? "protoc-gen-es.cmd" : "protoc-gen-es");

rmSync(into, { recursive: true, force: true });
mkdirSync(into, { recursive: true });
const files = readdirSync(join(proto, "miaia", "v1")).filter((name) => name.endsWith(".proto"));
execFileSync(
  process.env.PROTOC ?? "protoc",
  [`--plugin=protoc-gen-es=${plugin}`, `--es_out=${into}`, "--es_opt=target=ts,import_extension=none", `-I${proto}`, ...files.map((name) => `miaia/v1/${name}`)],
  { stdio: "inherit" },
);

// One list of French words for the chart and for the page: a test of the engine holds that list to what the engine says.
const table = readFileSync(join(here, "..", "..", "..", "sierra-study", "MiaIaWordsOfEngine.h"), "utf8");
const pairs = [...table.matchAll(/^ {4}\{("[^"]+"),\s+("[^"]+")\},$/gm)].map(([, engine, french]) => `  [${engine}, ${french}],`);
if (pairs.length === 0) throw new Error("the study's table of the engine's words was not read");
writeFileSync(join(into, "french.ts"), `export const frenchOfEngine: ReadonlyMap<string, string> = new Map([\n${pairs.join("\n")}\n]);\n`);
