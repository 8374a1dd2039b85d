import { create } from "@bufbuild/protobuf";
import { EngineStatusSchema, type InstrumentState } from "../generated/miaia/v1/engine_pb";
import { type MinuteBars, MinuteBarsSchema, type PageUpdate, PageUpdateSchema } from "../generated/miaia/v1/page_pb";

const SIGNALS_MAX = 200;
const FILLS_MAX = 200;
const BARS_MAX = 1440;

/** What is known after a message. Undefined when a change comes before the whole that it changes. */
export function merge(known: PageUpdate | undefined, news: PageUpdate): PageUpdate | undefined {
  if (news.whole) return news;
  if (known?.status === undefined || news.status === undefined) return undefined;
  const changed = new Map(news.status.instrument.map((instrument) => [instrument.instrument, instrument]));
  const instrument: InstrumentState[] = known.status.instrument.map((one) => changed.get(one.instrument) ?? one);
  const bars = new Map(news.bars.map((one) => [one.instrument, one]));
  return create(PageUpdateSchema, {
    whole: true,
    madeUnixNs: news.madeUnixNs,
    mayOperate: news.mayOperate,
    status: create(EngineStatusSchema, { ...news.status, instrument }),
    bars: known.bars.map((one) => withNews(one, bars.get(one.instrument))),
    signal: [...known.signal, ...news.signal].slice(-SIGNALS_MAX),
    fill: [...known.fill, ...news.fill].slice(-FILLS_MAX),
  });
}

/** Bars with those that came, which begin where the last one is or behind it. */
function withNews(known: MinuteBars, news: MinuteBars | undefined): MinuteBars {
  const first = news?.startUnixS[0];
  if (news === undefined || first === undefined) return known;
  let kept = known.startUnixS.length;
  while (kept > 0 && (known.startUnixS[kept - 1] ?? first) >= first) kept--;
  const column = <T>(before: T[], after: T[]): T[] => [...before.slice(0, kept), ...after].slice(-BARS_MAX);
  return create(MinuteBarsSchema, {
    instrument: known.instrument,
    tickSizePoints: known.tickSizePoints,
    tickValueUsd: known.tickValueUsd,
    startUnixS: column(known.startUnixS, news.startUnixS),
    openTicks: column(known.openTicks, news.openTicks),
    highTicks: column(known.highTicks, news.highTicks),
    lowTicks: column(known.lowTicks, news.lowTicks),
    closeTicks: column(known.closeTicks, news.closeTicks),
    buyLots: column(known.buyLots, news.buyLots),
    sellLots: column(known.sellLots, news.sellLots),
    vwapTicks: column(known.vwapTicks, news.vwapTicks),
    vwapDeviationTicks: column(known.vwapDeviationTicks, news.vwapDeviationTicks),
  });
}
