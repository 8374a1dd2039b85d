import type { InstrumentState } from "../generated/miaia/v1/engine_pb";
import type { Word } from "../words/words";

export type LineKind = "entry" | "stop" | "target" | "vwap" | "call" | "put" | "gamma" | "profile";

export interface PriceLine {
  name: string;
  /** Where the page has a word for it; else the engine's name is said. */
  word?: Word;
  price: number;
  kind: LineKind;
  /** What keeps a level from being live, such as "delayed". */
  note: string;
}

/** More lines than this and nobody reads one. */
export const LINES_MAX = 7;

const USUAL = ["vwap", "call_wall", "put_wall", "zero_gamma"];
const KINDS: Record<string, LineKind> = { vwap: "vwap", call_wall: "call", put_wall: "put", zero_gamma: "gamma", absolute_gamma: "gamma" };

/** The lines of a chart: entry, stop and target of what is open, then the usual levels; every level where that is asked for. */
export function linesOf(instrument: InstrumentState, tick: number, every: boolean): PriceLine[] {
  const lines: PriceLine[] = [];
  const alive = instrument.alive[0];
  const add = (word: "entry" | "stop" | "target", ticks: number) => {
    if (ticks > 0 && !lines.some((line) => line.name === word)) lines.push({ name: word, word, price: ticks * tick, kind: word, note: "" });
  };
  // Where an order works counts more than where a signal wanted it.
  for (const order of instrument.order) {
    if (order.role === 2) add("stop", order.priceTicks);
    if (order.role === 3) add("target", order.priceTicks);
  }
  // And where it was filled more than the price that it was born at.
  add("entry", instrument.openPosition?.averageTicks ?? 0);
  if (alive !== undefined) {
    add("entry", alive.referencePriceTicks);
    add("stop", alive.stopPriceTicks);
    add("target", alive.targetPriceTicks);
  }
  const levels = instrument.state?.market?.levels?.level ?? [];
  const wanted = every ? levels : levels.filter((level) => USUAL.includes(level.name));
  for (const level of wanted) {
    const kind = KINDS[level.name.replace(/_first$/, "")] ?? "profile";
    lines.push({ name: level.name, price: level.priceTicks * tick, kind, note: /\((.*)\)/.exec(level.text)?.[1] ?? "" });
  }
  return every ? lines : lines.slice(0, LINES_MAX);
}
