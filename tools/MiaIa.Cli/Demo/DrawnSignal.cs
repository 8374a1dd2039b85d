using MiaIa.Engine.Runtime.Wording;

namespace MiaIa.Cli.Demo;

/// <summary>A signal as it stands on the chart.</summary>
/// <param name="Label">SYNTHETIC, REPLAY, or empty on a real chart.</param>
/// <param name="Tier">PREMIUM, STRONG, GOOD or WEAK.</param>
/// <param name="Score">C, −1 to +1, when it was drawn; null where no feature had a value.</param>
/// <param name="IsLong">Long or short.</param>
/// <param name="Price">Where the arrow stands, in points.</param>
/// <param name="MarketUnixMicros">When it was drawn, market time.</param>
internal sealed record DrawnSignal(string Label, string Tier, double? Score, bool IsLong, double Price, long MarketUnixMicros)
{
    /// <summary>The stop line in points; null when none is drawn.</summary>
    public double? Stop { get; init; }

    /// <summary>The target line in points; null when none is drawn.</summary>
    public double? Target { get; init; }

    /// <summary>Why it was over already when it was drawn; empty while it lives.</summary>
    public string EndedBecause { get; init; } = "";

    /// <summary>LONG or SHORT.</summary>
    public string Direction => IsLong ? "LONG" : "SHORT";

    /// <summary>One line for the console; made-up signals say so first.</summary>
    public override string ToString()
    {
        var time = DateTime.UnixEpoch.AddMicroseconds(MarketUnixMicros);
        var label = Label.Length > 0 ? $"[{Label}] " : "";
        var lines = Stop is null && Target is null ? "" : FormattableString.Invariant($"  stop {Stop:0.00}  target {Target:0.00}");
        var score = ScoreText.Of(Score ?? 0, Score is null ? 0 : 1);
        var ended = EndedBecause.Length > 0 ? $"  over already: {EndedBecause}" : "";
        return FormattableString.Invariant(
            $"{label}{time:HH:mm:ss.fff} UTC  {Direction, -5} {Tier, -7} C {score}  at {Price:0.00}{lines}{ended}"
        );
    }
}
