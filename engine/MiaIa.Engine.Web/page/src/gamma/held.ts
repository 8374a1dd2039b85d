import { create } from "@bufbuild/protobuf";
import {
  ChainState,
  type GammaExposure,
  type GammaMinuteLevels,
  GammaMinuteLevelsSchema,
  type GammaMinutes,
  GammaMinutesSchema,
  type GammaView,
} from "../generated/miaia/v1/gamma_pb";

/** All that there is to draw, at one moment. */
export interface GammaPicture {
  view: GammaView;
  exposure: GammaExposure | undefined;
  minutes: GammaMinutes;
}

const MINUTES_MAX = 1440;

/** What was answered before, so that it need not be answered again. */
export class Held {
  private exposure: GammaExposure | undefined;
  private fittedUnixUs = 0n;
  private minutes = create(GammaMinutesSchema, {});

  constructor(private readonly instrument: string) {}

  /** What to ask next. */
  get request() {
    return { instrument: this.instrument, knownFittedUnixUs: this.fittedUnixUs, knownMinuteUnixS: this.minutes.unixS.at(-1) ?? 0n };
  }

  /** An answer with what it left out. */
  take(view: GammaView): GammaPicture {
    if (view.state !== ChainState.FITTED) [this.exposure, this.fittedUnixUs] = [undefined, 0n];
    else if (view.exposure !== undefined) [this.exposure, this.fittedUnixUs] = [view.exposure, view.fittedUnixUs];
    this.minutes = this.withNews(view);
    return { view, exposure: this.exposure, minutes: this.minutes };
  }

  private withNews(view: GammaView): GammaMinutes {
    const held = this.minutes;
    const last = held.unixS.at(-1);
    // Another day, or a tape that was begun anew.
    const isOver = last !== undefined && (last < view.firstMinuteUnixS || view.firstMinuteUnixS === 0n || last * 1_000_000n > view.marketUnixUs);
    const before = isOver ? create(GammaMinutesSchema, {}) : held;
    const news = view.minutes;
    if (news === undefined || (news.unixS.length === 0 && before === held)) return before;
    const column = <T>(one: T[] | undefined, other: T[] | undefined): T[] => [...(one ?? []), ...(other ?? [])].slice(-MINUTES_MAX);
    const levels = (one: GammaMinuteLevels | undefined, other: GammaMinuteLevels | undefined) =>
      create(GammaMinuteLevelsSchema, {
        callWall: column(one?.callWall, other?.callWall),
        putWall: column(one?.putWall, other?.putWall),
        zeroGamma: column(one?.zeroGamma, other?.zeroGamma),
        absoluteGamma: column(one?.absoluteGamma, other?.absoluteGamma),
      });
    return create(GammaMinutesSchema, {
      unixS: column(before.unixS, news.unixS),
      spotPoints: column(before.spotPoints, news.spotPoints),
      basisPoints: column(before.basisPoints, news.basisPoints),
      coverage: column(before.coverage, news.coverage),
      netUsd: column(before.netUsd, news.netUsd),
      grossUsd: column(before.grossUsd, news.grossUsd),
      crossings: column(before.crossings, news.crossings),
      all: levels(before.all, news.all),
      first: levels(before.first, news.first),
    });
  }
}
