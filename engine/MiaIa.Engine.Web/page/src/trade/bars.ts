import type { SeriesMarker, UTCTimestamp } from "lightweight-charts";
import type { MinuteBars, PageFill } from "../generated/miaia/v1/page_pb";
import type { Signal } from "../generated/miaia/v1/signal_pb";

export interface Candle {
  time: UTCTimestamp;
  open: number;
  high: number;
  low: number;
  close: number;
}

/** The session VWAP with one standard deviation, in points; both undefined where it is not known. */
export interface VwapPoint {
  time: UTCTimestamp;
  vwap: number | undefined;
  deviation: number;
}

// Together the most that a chart is given.
const SIGNAL_MARKERS_MAX = 300;
const FILL_MARKERS_MAX = 200;

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

/** Where the VWAP stood at the end of each of these bars. */
export function vwapOf(bars: MinuteBars, minutes: number): VwapPoint[] {
  const points: VwapPoint[] = [];
  const tick = bars.tickSizePoints;
  for (let i = 0; i < bars.startUnixS.length; i++) {
    const time = startOf(Number(bars.startUnixS[i]), minutes);
    const ticks = bars.vwapTicks[i] ?? NaN;
    const point = { time, vwap: Number.isNaN(ticks) ? undefined : ticks * tick, deviation: (bars.vwapDeviationTicks[i] ?? 0) * tick };
    if (points.at(-1)?.time === time) points[points.length - 1] = point;
    else points.push(point);
  }
  return points;
}

/** Signals and executions together, in the order of time. */
export function markersOf(
  signals: Signal[],
  fills: PageFill[],
  minutes: number,
  tick: number,
  tierOf: (tier: number) => string,
): SeriesMarker<UTCTimestamp>[] {
  const markers = [...signalMarkers(signals, minutes, tierOf), ...fills.slice(-FILL_MARKERS_MAX).map((fill) => fillMarker(fill, minutes, tick))];
  return markers.sort((one, other) => one.time - other.time);
}

// At its price, with its lots: what was bought has a plus, so that it can be told without the colour; a price that was assumed has a question mark.
function fillMarker(fill: PageFill, minutes: number, tick: number): SeriesMarker<UTCTimestamp> {
  const isBuy = fill.direction === 1;
  return {
    time: startOf(Number(fill.observedUnixUs / 1_000_000n), minutes),
    // Away from the arrow of its signal.
    position: isBuy ? "atPriceTop" : "atPriceBottom",
    price: fill.priceTicks * tick,
    shape: "circle",
    color: isBuy ? "#2f81e0" : "#e07b1f",
    size: 0.7,
    text: `${isBuy ? "+" : "−"}${fill.lots}${fill.inferred ? "?" : ""}`,
  };
}

// Where signals were born, in which direction, and where they ended.
function signalMarkers(signals: Signal[], minutes: number, tierOf: (tier: number) => string): SeriesMarker<UTCTimestamp>[] {
  return signals
    .filter((signal) => signal.event === 1 || signal.event === 4)
    .slice(-SIGNAL_MARKERS_MAX)
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
