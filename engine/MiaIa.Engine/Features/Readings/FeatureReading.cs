using System.Runtime.CompilerServices;
using MiaIa.Engine.Market;

namespace MiaIa.Engine.Features;

/// <summary>
/// What a feature says: a value from −1 (bearish) to +1 (bullish), or that it is not ready and why. Not ready is not 0.
/// The default is not ready without a reason.
/// </summary>
public readonly record struct FeatureReading
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private FeatureReading(bool isValid, double value, ReadingRemark remark, UnixNanos inputAt)
    {
        IsValid = isValid;
        Value = value;
        Remark = remark;
        InputAt = inputAt;
    }

    /// <summary>−1 … +1; 0 and meaningless when not valid.</summary>
    public double Value { get; }

    /// <summary>Market time of the newest input that was read; the default when there was none.</summary>
    public UnixNanos InputAt { get; }

    /// <summary>Whether the value counts.</summary>
    public bool IsValid { get; }

    /// <summary>Not valid: the reason. Valid: what to know about the value, or none.</summary>
    public ReadingRemark Remark { get; }

    /// <summary>The remark in words; empty when there is none.</summary>
    public string Text => ReadingRemarks.TextOf(Remark);

    /// <summary>Why the feature is not valid; empty when it is.</summary>
    public string Reason => IsValid ? "" : Text;

    /// <summary>Minutes of history that it waits for at most, by its reason; 0 when it waits for none, or is valid.</summary>
    public int HistoryMinutes => IsValid ? 0 : ReadingRemarks.HistoryMinutesOf(Remark);

    /// <summary>A remark in words; empty for none.</summary>
    public static string TextOf(ReadingRemark remark) => ReadingRemarks.TextOf(remark);

    /// <summary>A value that counts. <paramref name="value"/> is finite and within −1 … +1, which the feature has made sure of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static FeatureReading Valid(double value, UnixNanos inputAt, ReadingRemark remark = ReadingRemark.None) =>
        new(true, value, remark, inputAt);

    /// <summary>No value, and why.</summary>
    internal static FeatureReading NotReady(ReadingRemark reason, UnixNanos inputAt = default) => new(false, 0, reason, inputAt);

    /// <summary>Market time since the newest input, in microseconds; 0 when nothing was read yet.</summary>
    public long AgeMicros(UnixNanos now) => InputAt.Value == 0 ? 0 : (now - InputAt) / UnixNanos.PerMicro;
}
