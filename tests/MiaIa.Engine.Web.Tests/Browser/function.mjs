// Calls a function of the page without a browser. node function.mjs MODULES FILE NAME: its arguments as a JSON list in, its answer as JSON out.
// MODULES is the folder that holds typescript; FILE imports nothing but types. "12n" is a large integer, "()" a function that says what it is given.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, file, name] = process.argv.slice(2);
const { transpileModule } = createRequire(join(modules, "x.js"))("typescript");
const { outputText } = transpileModule(readFileSync(file, "utf8"), { compilerOptions: { module: 99, target: 9 } });
const page = await import(`data:text/javascript,${encodeURIComponent(outputText)}`);
const revive = (_, value) => (value === "()" ? (given) => `${given}` : typeof value === "string" && /^\d+n$/.test(value) ? BigInt(value.slice(0, -1)) : value);
const answer = page[name](...JSON.parse(readFileSync(0, "utf8"), revive));
process.stdout.write(JSON.stringify(answer));
