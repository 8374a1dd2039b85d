// Makes TypeScript of the one schema, with the compiler that C# uses; PROTOC names it.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
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
