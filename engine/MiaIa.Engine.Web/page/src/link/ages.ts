import type { InstrumentState } from "../generated/miaia/v1/engine_pb";
import { page } from "./page.svelte";

/**
 * How old something is that came at a moment of an instrument's market time, in microseconds. Without a study that time stands still: what has
 * passed since by the engine's clock comes on top, so that nothing looks younger than it is. Undefined when it is not known.
 */
export function marketAge(instrument: InstrumentState, cameUnixUs: bigint): bigint | undefined {
  const now = page.known?.status?.nowUnixNs;
  if (now === undefined || cameUnixUs === 0n || instrument.marketAtUnixNs === 0n) return undefined;
  const stood = now > instrument.marketAtUnixNs ? (now - instrument.marketAtUnixNs) / 1000n : 0n;
  return (instrument.state?.observedUnixUs ?? 0n) - cameUnixUs + stood;
}
