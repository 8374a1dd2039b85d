using MiaIa.Engine.Market;

namespace MiaIa.Engine.Signals;

/// <summary>What stands for or against a signal at one moment, beside the score.</summary>
internal readonly struct SignalContext
{
    internal required UnixNanos Now { get; init; }

    internal required UnixNanos ReceivedAt { get; init; }

    internal required PriceTicks LastPrice { get; init; }

    /// <summary>Nanoseconds of local time since the study spoke; the largest number when it never did.</summary>
    internal required long StudySilentNanos { get; init; }

    /// <summary>Nanoseconds of local time since the book was known to be right; the largest number when it never was.</summary>
    internal required long BookSilentNanos { get; init; }

    internal required bool IsHalted { get; init; }

    internal required bool IsHistory { get; init; }

    /// <summary>The calendar knows the day and the market trades.</summary>
    internal required bool IsOpen { get; init; }

    /// <summary>The option levels have not been chosen freely just now.</summary>
    internal required bool DoLevelsStand { get; init; }
}
