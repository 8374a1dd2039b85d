using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Pipeline;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Outbound;

/// <summary>What a core's features stand on, in the words of the schema. What is not known is left out.</summary>
internal static class MarketMessages
{
    // What a study has room for.
    private const int LineLongest = 96;

    internal static MarketView From(EngineCore core)
    {
        var view = new MarketView
        {
            GlobexVwap = From(core.Averages.GlobexVwap),
            RegularVwap = From(core.Averages.RegularVwap),
            BarVwap = From(core.Averages.BarVwap),
            Levels = LevelMessages.From(core),
            CumulativeDeltaLots = core.Profile.Delta,
            OrderFlowLots = core.State.OrderFlowLots,
            Options = OptionsOf(core),
        };
        if (core.Averages.AtrTicks is { } atr)
            view.AtrTicks = atr;

        for (var place = 0; place < core.Patterns.Count; place++)
        {
            var seen = core.Patterns[place];
            if (core.Patterns.Contribution(place, core.Counters.MinuteBars) is var contribution && contribution != 0)
            {
                view.Pattern.Add(
                    new PatternView
                    {
                        Name = seen.Name,
                        Direction = (V1.Direction)(int)seen.Direction,
                        Strength = seen.Strength,
                        Contribution = contribution,
                        AgeUs = AgeOf(seen.At, core),
                        Pushed = seen.IsPushed,
                    }
                );
            }
        }

        foreach (ref readonly var value in core.StudyValues.All)
        {
            view.StudyValue.Add(
                new NamedValue
                {
                    Name = value.Name,
                    Value = value.Value,
                    AgeUs = AgeOf(value.At, core),
                }
            );
        }

        return view;
    }

    /// <summary>The session's VWAP from its beginning, for a chart that may have come in the middle.</summary>
    internal static IEnumerable<VwapPoint> SessionVwap(EngineCore core) =>
        core
            .ChartBars.SessionVwap(LineLongest)
            .Select(point => new VwapPoint
            {
                UnixUs = point.EndMillis * 1000,
                Ticks = point.Level.Ticks,
                DeviationTicks = point.Level.DeviationTicks,
            });

    private static OptionsView? OptionsOf(EngineCore core)
    {
        var levels = core.Levels;
        if (levels.ChainSource == ChainSource.None)
            return null;

        var view = new OptionsView
        {
            Source = WordOf(levels.ChainSource),
            Condition = WordOf(levels.ChainCondition),
            Coverage = levels.ChainCoverage,
            OpenInterestShare = levels.OpenInterestShare,
            BasisAgeUs = AgeOf(levels.BasisAt, core),
            FittedUnixUs = levels.Analytics?.FittedAt.Micros ?? 0,
        };
        if (double.IsFinite(levels.BasisPoints))
            view.BasisPoints = levels.BasisPoints;

        if (levels.VolatilityPoints > 0)
            view.VolatilityPoints = levels.VolatilityPoints;

        if (levels.Analytics?.AllExpiries is { } all)
        {
            Add(view, "call_wall", all.CallWall);
            Add(view, "put_wall", all.PutWall);
            Add(view, "absolute_gamma", all.AbsoluteGamma);
        }

        return view;
    }

    private static void Add(OptionsView view, string name, StickyLevel level)
    {
        if (double.IsFinite(level.RunnerUpRatio) && double.IsFinite(level.RunnerUpStrike))
        {
            view.RunnerUp.Add(
                new RunnerUp
                {
                    Level = name,
                    Strike = level.RunnerUpStrike,
                    Ratio = level.RunnerUpRatio,
                }
            );
        }
    }

    private static VwapView? From(VwapLevel? level) =>
        level is { } known ? new() { Ticks = known.Ticks, DeviationTicks = known.DeviationTicks } : null;

    private static long AgeOf(UnixNanos at, EngineCore core) => at.Value == 0 ? 0 : Math.Max(0, (core.Now - at) / UnixNanos.PerMicro);

    private static string WordOf(ChainSource source) =>
        source switch
        {
            ChainSource.Live => "live",
            ChainSource.Delayed => "delayed",
            ChainSource.Frozen => "frozen",
            ChainSource.Replay => "replay",
            ChainSource.Synthetic => "synthetic",
            _ => "",
        };

    private static string WordOf(FeedCondition condition) =>
        condition switch
        {
            FeedCondition.Up => "up",
            FeedCondition.Down => "down",
            FeedCondition.Delayed => "delayed",
            FeedCondition.Frozen => "frozen",
            _ => "unknown",
        };
}
