namespace MiaIa.Evidence.Sweeps.Surrogates;

/// <summary>
/// In how many ways signals can be arranged anew, the way they stood among them. Where there are no more than the surrogates that were asked for, each
/// comes once: a thousand draws of two arrangements know no more than two.
/// </summary>
internal sealed class Arrangements
{
    // 1 / 20 is what a twentieth needs: with fewer ways not even the best of them is rarer than that.
    private const int WaysMin = 20;

    // Nobody asks for as many surrogates; from here on the number itself says nothing more.
    private const long WaysMax = int.MaxValue;

    private readonly int _asked;
    private readonly long _ways;
    private readonly long[] _waysOfDay;
    private readonly SurrogateKind _kind;

    /// <param name="kind">How they are arranged.</param>
    /// <param name="days">The signals.</param>
    /// <param name="asked">Surrogates that were asked for.</param>
    internal Arrangements(SurrogateKind kind, IReadOnlyList<SurrogateDay> days, int asked)
    {
        (_kind, _asked) = (kind, asked);
        // All days move together, so that their ways do not multiply.
        _waysOfDay = kind == SurrogateKind.Days ? [] : [.. days.Select(WaysOf)];
        _ways = kind == SurrogateKind.Days ? Math.Max(1, days.Count) : _waysOfDay.Aggregate(1L, Times);
    }

    /// <summary>How many surrogates there are: as many as asked for, or every arrangement but the one that was.</summary>
    internal int Count => (int)Math.Min(_asked, _ways - 1);

    /// <summary>Whether each arrangement comes once, in place of draws.</summary>
    internal bool AreAll => _ways - 1 <= _asked;

    /// <summary>Why no chance is told; null where there are ways enough.</summary>
    internal string? TooFew =>
        _ways >= WaysMin
            ? null
            : FormattableString.Invariant(
                $"{Thing} can be arranged in {_ways} {(_ways == 1 ? "way" : "ways")} only; a chance of a twentieth needs {WaysMin}"
            );

    /// <summary>The number of one day's arrangement within one of all days; 0 = as it was.</summary>
    /// <param name="surrogate">From 0; number 0 of all, which is as it was, is not among them.</param>
    /// <param name="day">The day's place.</param>
    internal long Of(int surrogate, int day)
    {
        var rest = surrogate + 1L;
        for (var before = 0; before < day; before++)
            rest /= _waysOfDay[before];
        return rest % _waysOfDay[day];
    }

    private string Thing =>
        _kind switch
        {
            SurrogateKind.Signs => "the sides of so few trades",
            SurrogateKind.Days => "so few days",
            _ => "the minutes of so few trades",
        };

    private long WaysOf(SurrogateDay day)
    {
        var ways = 1L;
        if (_kind == SurrogateKind.Signs)
        {
            for (var signal = 0; signal < day.Signals.Count; signal++)
                ways = Times(ways, 2);
        }
        else
        {
            for (var minute = 0; minute < day.SignalMinutes; minute++)
                ways = Times(ways, day.OpenMinutes.Length - minute);
        }

        return ways;
    }

    private static long Times(long ways, long more) => Math.Min(WaysMax, ways * more);
}
