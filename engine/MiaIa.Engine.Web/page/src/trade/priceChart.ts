import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  type LineData,
  LineSeries,
  LineStyle,
  type SeriesMarker,
  type Time,
  type UTCTimestamp,
  type WhitespaceData,
} from "lightweight-charts";
import { dayOf, minuteOf } from "../words/times";
import type { Candle, VwapPoint } from "./bars";
import type { LineKind } from "./lines";

const INK = {
  light: { text: "#55606e", grid: "#e6eaf0", ground: "#ffffff", up: "#2f81e0", down: "#e07b1f", level: "#55606e", gamma: "#7d4fc4" },
  dark: { text: "#9eabba", grid: "#1f2935", ground: "#141b25", up: "#3f8fe8", down: "#d97a1f", level: "#9eabba", gamma: "#b794f6" },
};

// A chart that is opened with the first bar still has bars, and not slabs.
const BARS_MIN = 60;

// The VWAP, and one and two standard deviations on either side of it.
const BANDS = [0, 1, -1, 2, -2];

interface DrawnLine {
  title: string;
  price: number;
  kind: LineKind;
}

/** The price chart, drawn anew where something has changed. */
export class PriceChart {
  private readonly chart: IChartApi;
  private readonly series: ISeriesApi<"Candlestick">;
  private readonly bands: ISeriesApi<"Line">[];
  private readonly markers: ISeriesMarkersPluginApi<Time>;
  private lines: IPriceLine[] = [];
  private drawn: DrawnLine[] = [];
  private ink = INK.dark;
  private shown = "";
  private last: Candle | undefined;
  private count = 0;
  private marked = 0;

  constructor(place: HTMLElement) {
    // The library's own logo writes a style into the page, which our policy refuses: the page names it itself.
    this.chart = createChart(place, {
      autoSize: true,
      layout: { attributionLogo: false, fontSize: 12, fontFamily: "system-ui, 'DejaVu Sans', sans-serif" },
      timeScale: {
        timeVisible: true,
        secondsVisible: false,
        rightOffset: 4,
        tickMarkFormatter: (time: Time, kind: number) => (kind <= 2 ? dayOf(time as number) : minuteOf(time as number)),
      },
      crosshair: { mode: 0 },
    });
    // Below the bars, and without a say in the scale: a wide band would press them flat.
    this.bands = BANDS.map((band) =>
      this.chart.addSeries(LineSeries, {
        lineWidth: band === 0 ? 2 : 1,
        lineStyle: band === 0 ? LineStyle.Solid : Math.abs(band) === 1 ? LineStyle.Dashed : LineStyle.Dotted,
        priceLineVisible: false,
        lastValueVisible: false,
        crosshairMarkerVisible: false,
        autoscaleInfoProvider: () => null,
      }),
    );
    this.series = this.chart.addSeries(CandlestickSeries, {});
    this.markers = createSeriesMarkers(this.series, []);
  }

  paint(theme: "light" | "dark"): void {
    this.ink = INK[theme];
    const { text, grid, ground, up, down } = this.ink;
    this.chart.applyOptions({
      layout: { background: { color: ground }, textColor: text },
      grid: { vertLines: { color: grid }, horzLines: { color: grid } },
      rightPriceScale: { borderColor: grid },
      timeScale: { borderColor: grid },
    });
    // A bar that rises is hollow: it can be told from one that falls without its colour.
    this.series.applyOptions({ upColor: ground, downColor: down, borderUpColor: up, borderDownColor: down, wickUpColor: up, wickDownColor: down });
    for (const band of this.bands) band.applyOptions({ color: this.ink.level });
    this.draw(this.drawn, true);
  }

  /** Prices and times in the page's language. */
  speak(locale: string, price: (value: number) => string): void {
    const timeFormatter = (time: Time) => `${dayOf(time as number)} ${minuteOf(time as number)}`;
    // The axis tells the place of each of its prices, too, which is no number of digits.
    this.chart.applyOptions({ localization: { locale, timeFormatter, priceFormatter: (value: number) => price(value) } });
  }

  show(name: string, candles: Candle[], vwap: VwapPoint[], tick: number): void {
    const isOther = name !== this.shown;
    if (isOther) this.series.applyOptions({ priceFormat: { type: "price", precision: 2, minMove: tick || 0.25 } });
    const last = candles.at(-1);
    const follows = !isOther && this.last !== undefined && last !== undefined && last.time >= this.last.time && candles.length - this.count <= 1;
    const isNext = follows && candles.length >= this.count;
    // With a new bar comes the end of the one before it.
    const news = isNext ? 1 + candles.length - this.count : 0;
    if (isNext) candles.slice(-news).forEach((candle, i) => this.series.update(candle, i < news - 1));
    else this.series.setData(candles);
    this.bands.forEach((line, i) => {
      const points = vwap.slice(isNext ? -news : 0).map((point) => bandOf(point, BANDS[i] ?? 0));
      if (isNext) points.forEach((point, j) => line.update(point, j < news - 1));
      else line.setData(points);
    });
    if (isOther) this.chart.timeScale().setVisibleLogicalRange({ from: candles.length - Math.min(120, Math.max(candles.length, BARS_MIN)), to: candles.length + 4 });
    [this.shown, this.last, this.count] = [name, last, candles.length];
  }

  mark(markers: SeriesMarker<UTCTimestamp>[]): void {
    if (markers.length === 0 && this.marked === 0) return;
    this.marked = markers.length;
    this.markers.setMarkers(markers);
  }

  draw(lines: DrawnLine[], anew = false): void {
    const isSame = lines.length === this.drawn.length && lines.every((line, i) => line.title === this.drawn[i]?.title && line.kind === this.drawn[i]?.kind);
    if (isSame && !anew) lines.forEach((line, i) => line.price !== this.drawn[i]?.price && this.lines[i]?.applyOptions({ price: line.price }));
    else {
      this.lines.forEach((line) => this.series.removePriceLine(line));
      this.lines = lines.map((line) => this.series.createPriceLine({ price: line.price, title: line.title, axisLabelVisible: true, ...this.styleOf(line.kind) }));
    }
    this.drawn = lines;
  }

  remove(): void {
    this.chart.remove();
  }

  private styleOf(kind: LineKind): { color: string; lineStyle: LineStyle; lineWidth: 1 | 2; lineVisible: boolean } {
    const { up, down, level, gamma } = this.ink;
    const colors: Record<LineKind, string> = { entry: level, stop: down, target: up, vwap: level, call: up, put: down, gamma, profile: level };
    const isOrder = kind === "stop" || kind === "target" || kind === "entry";
    const isGamma = kind === "call" || kind === "put" || kind === "gamma";
    return {
      color: colors[kind],
      lineStyle: isGamma ? LineStyle.Dashed : kind === "profile" ? LineStyle.Dotted : LineStyle.Solid,
      lineWidth: isOrder ? 2 : 1,
      // The VWAP has its curve; its line is a label at the side.
      lineVisible: kind !== "vwap",
    };
  }
}

function bandOf(point: VwapPoint, band: number): LineData<UTCTimestamp> | WhitespaceData<UTCTimestamp> {
  return point.vwap === undefined ? { time: point.time } : { time: point.time, value: point.vwap + band * point.deviation };
}
