import type { SeriesMarker, UTCTimestamp } from "lightweight-charts";
import type { MinuteBars } from "../generated/miaia/v1/page_pb";
import type { Signal } from "../generated/miaia/v1/signal_pb";

export interface Candle {
  time: UTCTimestamp;
  open: number;
  high: number;
  low: number;
  close: number;
}

const MARKERS_MAX = 500;

/** Bars of so many minutes, in points. */
export function candlesOf(bars: MinuteBars, minutes: number): Candle[] {
  const candles: Candle[] = [];
  const tick = bars.tickSizePoints;
  for (let i = 0; i < bars.startUnixS.length; i++) {
    const time = startOf(Number(bars.startUnixS[i]), minutes);
    const [open, high, low, close] = [bars.openTicks, bars.highTicks, bars.lowTicks, bars.closeTicks].map((column) => (column[i] ?? 0) * tick) as [
      number,
      number,
      number,
      number,
    ];
    const last = candles.at(-1);
    if (last?.time === time) {
      last.high = Math.max(last.high, high);
      last.low = Math.min(last.low, low);
      last.close = close;
    } else candles.push({ time, open, high, low, close });
  }
  return candles;
}

/** Where signals were born, and in which direction. */
export function markersOf(signals: Signal[], minutes: number, tierOf: (tier: number) => string): SeriesMarker<UTCTimestamp>[] {
  return signals
    .filter((signal) => signal.event === 1 || signal.event === 4)
    .slice(-MARKERS_MAX)
    .map((signal) => {
      const isLong = signal.direction === 1;
      const time = startOf(Number(signal.observedUnixUs / 1_000_000n), minutes);
      return signal.event === 1
        ? {
            time,
            position: isLong ? "belowBar" : "aboveBar",
            shape: isLong ? "arrowUp" : "arrowDown",
            color: isLong ? "#2f81e0" : "#e07b1f",
            text: tierOf(signal.tier),
          }
        : { time, position: isLong ? "aboveBar" : "belowBar", shape: "square", color: "#7d8794", size: 0.6 };
    });
}

function startOf(seconds: number, minutes: number): UTCTimestamp {
  return (seconds - (seconds % (60 * minutes))) as UTCTimestamp;
}
