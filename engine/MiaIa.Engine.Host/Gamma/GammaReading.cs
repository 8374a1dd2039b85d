using MiaIa.Engine.Host.Machine;
using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Host.Gamma;

/// <summary>What is read of an instrument under the runner's lock: small values, and copies. Nothing in it changes any more.</summary>
internal sealed record GammaReading
{
    internal required string Instrument { get; init; }

    internal required string Contract { get; init; }

    internal required IndexSymbol Index { get; init; }

    internal required ChainSource Source { get; init; }

    internal required FeedCondition Condition { get; init; }

    internal required UnixNanos Now { get; init; }

    /// <summary>Ages are counted to this one.</summary>
    internal required UnixNanos CountedTo { get; init; }

    internal required bool IsStudyThere { get; init; }

    /// <summary>Of the future; NaN before the first trade.</summary>
    internal required double LastPoints { get; init; }

    internal required double TickSizePoints { get; init; }

    /// <summary>NaN before it was measured.</summary>
    internal required double BasisPoints { get; init; }

    internal required UnixNanos BasisAt { get; init; }

    internal required double Coverage { get; init; }

    internal required double OpenInterestShare { get; init; }

    internal required bool IsListed { get; init; }

    internal required bool IsSettled { get; init; }

    /// <summary>The default before the first fit.</summary>
    internal required UnixNanos FittedAt { get; init; }

    internal required UnixNanos OpenInterestAt { get; init; }

    /// <summary>Null where the caller has it, and without a fit.</summary>
    internal GammaSnapshot? Snapshot { get; init; }

    /// <summary>Null where <see cref="Snapshot"/> is, and before the open.</summary>
    internal OpenExposure? Open { get; init; }

    /// <summary>Minutes that the caller does not have.</summary>
    internal required GammaMinute[] Minutes { get; init; }

    /// <summary>The oldest minute of the day; the default when there is none.</summary>
    internal required UnixNanos FirstMinute { get; init; }

    /// <summary>What other studies on the chart last said.</summary>
    internal required StudyValue[] StudyValues { get; init; }

    /// <summary>Reads an instrument. Under the runner's lock.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="fittedHeld">The fit that the caller holds already.</param>
    /// <param name="minuteHeld">The newest minute that the caller holds already.</param>
    /// <param name="nowUnixNs">By the engine's clock.</param>
    internal static GammaReading Of(InstrumentEngine instrument, UnixNanos fittedHeld, UnixNanos minuteHeld, long nowUnixNs)
    {
        var core = instrument.Core;
        var levels = core.Levels;
        var analytics = levels.Analytics;
        var tick = (double)core.Options.TickSizePoints;
        var isFitted = analytics is not null && analytics.FittedAt.Value != 0;
        var isSettled = isFitted && analytics!.FirstDate is null;
        var copies = isFitted && !isSettled && analytics!.FittedAt != fittedHeld;
        return new GammaReading
        {
            Instrument = instrument.Name,
            Contract = instrument.Publisher?.Hello.Contract ?? "",
            Index = levels.Index,
            Source = levels.ChainSource,
            Condition = levels.ChainCondition,
            Now = core.Now,
            CountedTo = MarketAge.CountedTo(instrument, nowUnixNs),
            IsStudyThere = instrument.Publisher?.IsAttached == true,
            LastPoints = core.LastPrice.Value > 0 ? core.LastPrice.Value * tick : double.NaN,
            TickSizePoints = tick,
            BasisPoints = levels.BasisPoints,
            BasisAt = levels.BasisAt,
            Coverage = levels.ChainCoverage,
            OpenInterestShare = levels.OpenInterestShare,
            IsListed = analytics is not null,
            IsSettled = isSettled,
            FittedAt = isFitted ? analytics!.FittedAt : default,
            OpenInterestAt = analytics?.Chain.OpenInterestAt ?? default,
            Snapshot = copies ? GammaSnapshot.Of(analytics!) : null,
            Open = copies ? OpenExposure.Of(levels.Day) : null,
            Minutes = MinutesAfter(levels.Day, minuteHeld),
            FirstMinute = levels.Day.Count > 0 ? levels.Day[0].At : default,
            StudyValues = core.StudyValues.All.ToArray(),
        };
    }

    private static GammaMinute[] MinutesAfter(GammaDay day, UnixNanos held)
    {
        var from = day.Count;
        while (from > 0 && day[from - 1].At > held)
            from--;
        var minutes = new GammaMinute[day.Count - from];
        for (var i = 0; i < minutes.Length; i++)
            minutes[i] = day[from + i];
        return minutes;
    }
}

/// <summary>The exposure by strike that changes are measured from.</summary>
/// <param name="At">Of which mark.</param>
/// <param name="Strikes">In index points, ascending.</param>
/// <param name="Net">Net GEX of each.</param>
/// <param name="Gross">Gross GEX of each.</param>
internal sealed record OpenExposure(UnixNanos At, double[] Strikes, double[] Net, double[] Gross)
{
    internal static OpenExposure? Of(GammaDay day) =>
        day.OpenedAt.Value == 0 ? null : new(day.OpenedAt, day.OpenStrikes.ToArray(), day.OpenNet.ToArray(), day.OpenGross.ToArray());
}
