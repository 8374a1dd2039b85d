import { type Ink, LEVEL_INK, LEVEL_STROKE } from "./ink";
import type { LevelLine, LevelName } from "./levels";
import type { Picture } from "./plot";

/** What a picture needs beside its figures. */
export interface Brush {
  ink: Ink;
  points: (value: number) => string;
  whole: (value: number) => string;
  millions: (value: number) => string;
  level: (name: LevelName) => string;
}

const FONT = "system-ui, 'DejaVu Sans', sans-serif";

function axis(ink: Ink, formatter?: (value: number) => string) {
  return {
    // Where a picture begins and ends is seldom a round figure.
    axisLabel: { color: ink.text, fontFamily: FONT, hideOverlap: true, ...(formatter && { formatter, showMinLabel: false, showMaxLabel: false }) },
    axisLine: { lineStyle: { color: ink.grid } },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: ink.grid } },
  };
}

function base(brush: Brush): Picture {
  const { ink } = brush;
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: { left: 8, right: 16, top: 52, bottom: 8, containLabel: true },
    // Drawn, not written: a style within the page's text would be refused by its policy.
    tooltip: { renderMode: "richText", confine: true, backgroundColor: ink.panel, borderColor: ink.grid, textStyle: { color: ink.net, fontSize: 12 } },
    legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 9, textStyle: { color: ink.text } },
  };
}

/** Upright lines at levels, which the table of levels names by their strokes, and one at the last price. */
function marks(brush: Brush, lines: LevelLine[], last: { name: string; points: number } | undefined) {
  const { ink } = brush;
  const line = (points: number, color: string, type: string, width: number, text = "") => ({
    xAxis: points,
    lineStyle: { color, type, width },
    label: { show: text !== "", color, formatter: text, fontFamily: FONT },
  });
  return {
    symbol: "none",
    silent: true,
    animation: false,
    label: { position: "end", rotate: 0 },
    data: [
      ...lines.map(({ name, points }) => line(points, ink[LEVEL_INK[name]], LEVEL_STROKE[name], 1.5)),
      ...(last === undefined ? [] : [line(last.points, ink.net, "solid", 1, `${last.name} ${brush.points(last.points)}`)]),
    ],
  };
}

export interface StrikeColumns {
  points: number[];
  calls: number[];
  puts: number[];
  names: { calls: string; puts: string; net: string };
  /** What is drawn, in points; strikes farther away stand in the table. */
  range: [number, number];
}

/** Bars of calls and puts by strike, and a line of their sum. */
export function strikesPicture(columns: StrikeColumns, brush: Brush, lines: LevelLine[], last: { name: string; points: number } | undefined): Picture {
  const { ink } = brush;
  const { points, calls, puts, names, range } = columns;
  const pairs = (values: number[]) => points.map((at, i) => [at, (values[i] ?? NaN) / 1e6]);
  const bars = (name: string, values: number[], color: string) => ({
    name,
    type: "bar",
    stack: "gex",
    barCategoryGap: "30%",
    barMaxWidth: 14,
    itemStyle: { color },
    data: pairs(values),
  });
  return {
    ...base(brush),
    tooltip: {
      ...(base(brush).tooltip as object),
      trigger: "axis",
      formatter: (at: { value: [number, number]; seriesName: string }[]) =>
        [brush.points(at[0]?.value[0] ?? NaN), ...at.map((one) => `${one.seriesName} ${brush.millions(one.value[1] * 1e6)}`)].join("\n"),
    },
    xAxis: { type: "value", min: range[0], max: range[1], ...axis(ink, brush.whole), splitLine: { show: false } },
    yAxis: { type: "value", ...axis(ink, brush.whole) },
    series: [
      { ...bars(names.calls, calls, ink.call), markLine: marks(brush, lines, last) },
      bars(names.puts, puts, ink.put),
      {
        name: names.net,
        type: "line",
        symbol: "none",
        lineStyle: { color: ink.net, width: 1.5 },
        itemStyle: { color: ink.net },
        data: pairs(points.map((_, i) => (calls[i] ?? NaN) + (puts[i] ?? NaN))),
      },
    ],
  };
}

/** Net gamma of the whole chain at other places of the index, with every crossing. */
export function curvePicture(
  points: number[],
  nets: number[],
  crossings: number[],
  brush: Brush,
  last: { name: string; points: number } | undefined,
): Picture {
  const { ink } = brush;
  return {
    ...base(brush),
    legend: undefined,
    grid: { ...(base(brush).grid as object), top: 28 },
    tooltip: {
      ...(base(brush).tooltip as object),
      trigger: "axis",
      formatter: (at: { value: [number, number] }[]) => `${brush.points(at[0]?.value[0] ?? NaN)}\n${brush.millions((at[0]?.value[1] ?? NaN) * 1e6)}`,
    },
    xAxis: { type: "value", min: "dataMin", max: "dataMax", ...axis(ink, brush.whole), splitLine: { show: false } },
    yAxis: { type: "value", ...axis(ink, brush.whole) },
    series: [
      {
        type: "line",
        symbol: "none",
        lineStyle: { color: ink.gamma, width: 2 },
        data: points.map((at, i) => [at, (nets[i] ?? NaN) / 1e6]),
        markLine: {
          ...marks(brush, [], last),
          data: [
            { yAxis: 0, lineStyle: { color: ink.text, type: "solid", width: 1 }, label: { show: false } },
            ...marks(brush, [], last).data,
          ],
        },
      },
      {
        type: "scatter",
        symbol: "diamond",
        symbolSize: 11,
        itemStyle: { color: ink.gamma, borderColor: ink.panel, borderWidth: 1 },
        label: {
          show: true,
          position: [16, -16],
          color: ink.gamma,
          textBorderColor: ink.panel,
          textBorderWidth: 3,
          formatter: (one: { value: [number, number] }) => brush.points(one.value[0]),
        },
        tooltip: { show: false },
        data: crossings.map((at) => [at, 0]),
      },
    ],
  };
}

export interface HeatColumns {
  strikes: string[];
  expiries: string[];
  /** Place of the expiry, place of the strike, net in dollars. */
  cells: [number, number, number][];
}

// What fits below each other.
const LABELS_MAX = 30;

/** Net exposure by strike and expiry; the colour's strength goes by its root, so that small ones can be seen beside large ones. */
export function heatPicture(columns: HeatColumns, brush: Brush): Picture {
  const { ink } = brush;
  const root = (value: number) => Math.sign(value) * Math.sqrt(Math.abs(value) / 1e6);
  const every = Math.ceil(columns.strikes.length / LABELS_MAX);
  const rows = { ...axis(ink), axisLabel: { ...axis(ink).axisLabel, interval: (place: number) => place % every === 0 } };
  const most = Math.max(1e-9, ...columns.cells.map((cell) => Math.abs(root(cell[2]))));
  return {
    ...base(brush),
    legend: undefined,
    grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
    tooltip: {
      ...(base(brush).tooltip as object),
      formatter: (one: { value: [number, number, number, number] }) =>
        `${columns.strikes[one.value[1]]}, ${columns.expiries[one.value[0]]}\n${brush.millions(one.value[3])}`,
    },
    xAxis: { type: "category", data: columns.expiries, position: "top", ...axis(ink), splitLine: { show: false } },
    yAxis: { type: "category", data: columns.strikes, ...rows, splitLine: { show: false } },
    visualMap: { show: false, min: -most, max: most, dimension: 2, inRange: { color: [ink.put, ink.panel, ink.call] } },
    series: [
      {
        type: "heatmap",
        itemStyle: { borderColor: ink.panel, borderWidth: 1 },
        label: { show: true, color: ink.net, fontSize: 9, formatter: (one: { value: [number, number, number, number] }) => (one.value[3] < 0 ? "−" : "+") },
        emphasis: { itemStyle: { borderColor: ink.net } },
        data: columns.cells.map(([expiry, strike, net]) => [expiry, strike, root(net), net]),
      },
    ],
  };
}

export interface DayColumns {
  /** Minute marks in words. */
  minutes: string[];
  price: (number | null)[];
  levels: Record<LevelName, (number | null)[]>;
  priceName: string;
}

/** The day's levels and the price, with a line at the minute that is looked at. */
export function dayPicture(columns: DayColumns, at: number, brush: Brush): Picture {
  const { ink } = brush;
  const names = Object.keys(columns.levels) as LevelName[];
  return {
    ...base(brush),
    tooltip: { ...(base(brush).tooltip as object), trigger: "axis", valueFormatter: (value: unknown) => (typeof value === "number" ? brush.points(value) : "—") },
    xAxis: { type: "category", data: columns.minutes, boundaryGap: false, ...axis(ink), splitLine: { show: false } },
    yAxis: { type: "value", scale: true, ...axis(ink, brush.whole) },
    series: [
      {
        name: columns.priceName,
        type: "line",
        symbol: "none",
        lineStyle: { color: ink.net, width: 1 },
        itemStyle: { color: ink.net },
        data: columns.price,
        markLine: { symbol: "none", silent: true, label: { show: false }, data: [{ xAxis: at, lineStyle: { color: ink.text, type: "dashed", width: 1 } }] },
      },
      ...names.map((name) => ({
        name: brush.level(name),
        type: "line",
        step: "end",
        symbol: "none",
        lineStyle: { color: ink[LEVEL_INK[name]], type: LEVEL_STROKE[name], width: 2 },
        itemStyle: { color: ink[LEVEL_INK[name]] },
        data: columns.levels[name],
      })),
    ],
  };
}
