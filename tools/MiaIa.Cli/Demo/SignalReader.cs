using System.Globalization;
using System.Text.RegularExpressions;

namespace MiaIa.Cli.Demo;

/// <summary>
/// Puts the study's drawings of a signal together again: a marker, then its text, then a stop and a target line. It tells a
/// signal once it is whole, and each change of its text.
/// </summary>
internal sealed partial class SignalReader(Action<DrawnSignal> onBorn, Action<string> onChanged)
{
    private readonly Dictionary<int, string> _texts = [];
    private DrawnSignal? _pending;
    private HostDraw? _marker;

    /// <summary>Takes a drawing; those that are no part of a signal are left alone.</summary>
    public void Apply(HostDraw draw)
    {
        switch (draw.Op, draw.Tool)
        {
            case ("add", "marker"):
                Flush();
                _marker = draw;
                break;
            case ("add", "text") when _marker is { } marker && Parse(draw, marker) is { } signal:
                _pending = signal;
                _texts[draw.Line] = draw.Text;
                _marker = null;
                break;
            case ("adjust", "text") when _texts.TryGetValue(draw.Line, out var before) && before != draw.Text:
                _texts[draw.Line] = draw.Text;
                onChanged(
                    FormattableString.Invariant(
                        $"{DateTime.UnixEpoch.AddMicroseconds(draw.MarketUnixMicros):HH:mm:ss.fff} UTC  {draw.Text}"
                    )
                );
                break;
            case ("add", "line") when _pending is { } signal && IsStop(draw, signal):
                _pending = signal with { Stop = draw.Price };
                break;
            case ("add", "line") when _pending is { } signal && IsTarget(draw, signal):
                _pending = signal with { Target = draw.Price };
                break;
        }

        if (_pending is { Stop: not null, Target: not null })
            Flush();
    }

    /// <summary>Tells a signal that was drawn without its lines.</summary>
    public void Flush()
    {
        if (_pending is { } signal)
            onBorn(signal);
        _pending = null;
    }

    // Where another line is near, its text names this one, too: then its side tells what it is.
    private static bool IsStop(HostDraw line, DrawnSignal signal) =>
        line.Text.Length == 0 ? line.Price < signal.Price == signal.IsLong : line.Text.StartsWith("stop", StringComparison.Ordinal);

    private static bool IsTarget(HostDraw line, DrawnSignal signal) =>
        line.Text.Length == 0 ? line.Price > signal.Price == signal.IsLong : line.Text.StartsWith("target", StringComparison.Ordinal);

    private static DrawnSignal? Parse(HostDraw text, HostDraw marker)
    {
        var match = SignalText().Match(text.Text);
        return match.Success && marker.Price is { } price
            ? new DrawnSignal(
                match.Groups["label"].Value,
                match.Groups["tier"].Value,
                match.Groups["score"] is { Success: true } score ? double.Parse(score.Value, CultureInfo.InvariantCulture) : null,
                match.Groups["direction"].Value == "LONG",
                price,
                text.MarketUnixMicros
            )
            {
                EndedBecause = match.Groups["ended"].Value,
            }
            : null;
    }

    [GeneratedRegex(
        @"^((?<label>\S+) )?(?<direction>LONG|SHORT) (?<tier>PREMIUM|STRONG|GOOD|WEAK)( (?<score>[+-]\d+\.\d+))?( x\d+)?( raised)?( filled| stopped| target| closed)?( ended( at [+-]\d+\.\d+)?: (?<ended>.*))?$"
    )]
    private static partial Regex SignalText();
}
