using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Runtime.Settings;

/// <summary>When a signal ends, when it loses its tier, and when the next one of its direction may be born.</summary>
public sealed class SignalLifeSettings
{
    /// <summary>The core's life of signals.</summary>
    /// <param name="own">The core's options of an instrument.</param>
    public SignalLifeSettings(SignalOptions own)
    {
        ArgumentNullException.ThrowIfNull(own);
        (TimeToLiveSeconds, RearmSeconds) = (own.TimeToLiveSeconds, own.RearmSeconds);
        (EndMargin, DemotionMargin, RearmMargin) = (own.EndMargin, own.DemotionMargin, own.RearmMargin);
    }

    /// <summary>How long a signal lives at most.</summary>
    [Description("How long a signal lives at most, in market time (s).")]
    [Range(1, 86_400)]
    public int TimeToLiveSeconds { get; init; }

    /// <summary>How far C may fall before the signal ends.</summary>
    [Description("A signal ends when C in its direction is this far below the lowest tradeable tier.")]
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double EndMargin { get; init; }

    /// <summary>How far C may fall before the signal loses its tier.</summary>
    [Description("A signal keeps its tier until C in its direction is this far below the tier's limit.")]
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double DemotionMargin { get; init; }

    /// <summary>How far C has to fall before the next signal.</summary>
    [Description("The next signal of a direction needs C in it to have been this far below the lowest tradeable tier.")]
    [Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double RearmMargin { get; init; }

    /// <summary>How long after a signal the next one is.</summary>
    [Description("The next signal of a direction is at least this long after the end of the last one, in market time (s).")]
    [Range(0, 86_400)]
    public int RearmSeconds { get; init; }

    /// <summary>The core's options with these.</summary>
    internal SignalOptions Over(SignalOptions own) =>
        own with
        {
            TimeToLiveSeconds = TimeToLiveSeconds,
            EndMargin = EndMargin,
            DemotionMargin = DemotionMargin,
            RearmMargin = RearmMargin,
            RearmSeconds = RearmSeconds,
        };
}
