import type { ShareOf } from "../generated/miaia/v1/day_pb";
import { choice } from "../words/choice.svelte";

/** 58.3 % of 120 [49.4–66.8]; a dash without a sample. */
export function shareText(share: ShareOf | undefined): string {
  if (share === undefined || share.count === 0) return "—";
  const percent = (value: number) => choice.number(value * 100, 1);
  return `${percent(share.hits / share.count)} % / ${choice.number(share.count, 0)} [${percent(share.low)}–${percent(share.high)}]`;
}

/** The mean rate of the coin; a dash where there is nothing to flip. */
export function coinText(share: ShareOf | undefined): string {
  return share?.coin === undefined ? "—" : `${choice.number(share.coin * 100, 1)} %`;
}

/** Whole cents as dollars, with their sign. */
export function money(cents: bigint): string {
  return `${choice.signed(Number(cents) / 100)} $`;
}

/** How money is coloured: blue when it was won, orange when it was lost. The sign says the same. */
export function moneyClass(cents: bigint): string {
  return cents > 0n ? "number long" : cents < 0n ? "number short" : "number";
}

/** Minutes and seconds of a holding time. */
export function heldText(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  const rest = String(whole % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}
