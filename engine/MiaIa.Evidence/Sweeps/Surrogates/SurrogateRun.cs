using MiaIa.Engine.Market;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Statistics;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Sweeps.Surrogates;

/// <summary>
/// The same signals robbed of what they may know: with the other side at the toss of a coin, on the prices of another day, or at the minutes of the
/// day in another order. What they earn then is what chance earns. Prices are gone through day by day: each surrogate of each day has a draw of its own.
/// </summary>
internal sealed class SurrogateRun
{
    private const int SecondsADay = 86_400;

    private readonly IReadOnlyList<SurrogateDay> _days;
    private readonly int _stopTicks;
    private readonly int _targetTicks;
    private readonly Arrangements[] _arrangements;
    private readonly ulong _seed;
    private readonly Sum _found = new();
    private readonly Sum[][] _made = [.. Enum.GetValues<SurrogateKind>().Select(_ => Array.Empty<Sum>())];

    /// <param name="days">The signals of one set.</param>
    /// <param name="set">Whose stop and target count.</param>
    /// <param name="count">Surrogates of each kind; fewer are made where the signals cannot be arranged in as many ways.</param>
    /// <param name="seed">Of the draws.</param>
    internal SurrogateRun(IReadOnlyList<SurrogateDay> days, ParameterSet set, int count, ulong seed)
    {
        (_days, _stopTicks, _targetTicks) = (days, set.Signals.StopTicks, set.Signals.TargetTicks);
        _seed = seed;
        _arrangements = [.. Enum.GetValues<SurrogateKind>().Select(kind => new Arrangements(kind, days, count))];
        for (var kind = 0; kind < _made.Length; kind++)
            _made[kind] = [.. Enumerable.Range(0, _arrangements[kind].Count).Select(_ => new Sum())];
    }

    /// <summary>Plays on one day's prices whatever falls on it; each day comes once, in any order.</summary>
    /// <param name="day">Its place.</param>
    /// <param name="tape">Its prices.</param>
    /// <param name="cancellation">Ends it early.</param>
    internal void Play(int day, GridTape tape, CancellationToken cancellation)
    {
        Add(_found, tape, _days[day].Signals);
        foreach (var kind in Enum.GetValues<SurrogateKind>())
        {
            for (var i = 0; i < _made[(int)kind].Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                Add(_made[(int)kind][i], tape, On(day, kind, i));
            }
        }
    }

    /// <summary>What came of it, when every day was there.</summary>
    internal SurrogateResult ResultOf(SurrogateKind kind)
    {
        var means = _made[(int)kind].Select(sum => sum.Mean).Order().ToArray();
        var asGood = means.Count(mean => mean >= _found.Mean - 1e-9);
        var why = _found.Trades == 0 ? "there is no trade" : _arrangements[(int)kind].TooFew;
        return new(
            kind,
            _found.Trades,
            _found.Trades == 0 ? null : _found.Mean,
            means.Length == 0 ? null : means.Average(),
            means.Length == 0 ? null : means[(int)(0.95 * (means.Length - 1))],
            means.Length,
            why is null ? (1.0 + asGood) / (1.0 + means.Length) : null
        )
        {
            NotTold = why ?? "",
            TooFew = Sample.TooFew(_found.Trades, _days.Count) ?? "",
        };
    }

    // The signals of a surrogate that meet the prices of a day.
    private IEnumerable<GridSignal> On(int day, SurrogateKind kind, int surrogate)
    {
        var arrangements = _arrangements[(int)kind];
        switch (kind)
        {
            case SurrogateKind.Signs:
                return arrangements.AreAll
                    ? Flipped(_days[day].Signals, arrangements.Of(surrogate, day))
                    : Flipped(_days[day].Signals, Draw(kind, surrogate, day));
            case SurrogateKind.Days:
                // By any number of days but none and a whole round, the same for all days of a surrogate.
                var random = Draw(kind, surrogate, 0);
                var shift = 1 + (arrangements.AreAll ? surrogate : random.Below(_days.Count - 1));
                return Moved(_days[(day + _days.Count - shift) % _days.Count], _days[day]);
            default:
                return arrangements.AreAll
                    ? Placed(_days[day], arrangements.Of(surrogate, day))
                    : Shuffled(_days[day], Draw(kind, surrogate, day));
        }
    }

    private RandomBits Draw(SurrogateKind kind, int surrogate, int day)
    {
        var ofKind = new RandomBits(_seed + (ulong)kind);
        var ofSurrogate = new RandomBits(ofKind.Next() + (ulong)surrogate);
        return new RandomBits(ofSurrogate.Next() + (ulong)day);
    }

    private static List<GridSignal> Flipped(IReadOnlyList<GridSignal> signals, RandomBits random)
    {
        var flipped = new List<GridSignal>(signals.Count);
        foreach (var signal in signals)
        {
            var isOther = (random.Next() >> 63) == 1;
            flipped.Add(isOther ? Other(signal) : signal);
        }

        return flipped;
    }

    // Each bit of the number is a signal's.
    private static IEnumerable<GridSignal> Flipped(IReadOnlyList<GridSignal> signals, long number) =>
        signals.Select((signal, i) => ((number >> i) & 1) == 0 ? signal : Other(signal));

    private static GridSignal Other(GridSignal signal) =>
        signal with
        {
            Direction = signal.Direction == Direction.Long ? Direction.Short : Direction.Long,
        };

    // At the same time of day; a signal at a time that the other day does not have falls away.
    private static IEnumerable<GridSignal> Moved(SurrogateDay day, SurrogateDay other)
    {
        foreach (var signal in day.Signals)
        {
            var offset = Math.IEEERemainder(day.FirstSecond + signal.At - other.FirstSecond, SecondsADay);
            var at = (int)(offset < 0 ? offset + SecondsADay : offset);
            if (at < other.Count)
                yield return new(at, signal.Direction);
        }
    }

    // Only among the minutes in which a signal could have been born.
    private static IEnumerable<GridSignal> Shuffled(SurrogateDay day, RandomBits random)
    {
        if (day.Signals.Count == 0)
            yield break;
        var order = SetDesign.Shuffled(day.OpenMinutes.Length, ref random);
        foreach (var signal in day.Signals)
        {
            var place = Array.BinarySearch(day.OpenMinutes, signal.At / SurrogateDay.SecondsAMinute);
            if (At(day, signal, place < 0 ? null : day.OpenMinutes[order[place]]) is { } moved)
                yield return moved;
        }
    }

    // The first minutes with a signal take any open minute, the next ones any of those that are left; number 0 leaves all where they are.
    private static IEnumerable<GridSignal> Placed(SurrogateDay day, long number)
    {
        var left = day.SignalsFirst.ToArray();
        var moved = new Dictionary<int, int>();
        for (var i = 0; i < day.SignalMinutes; i++)
        {
            var choice = i + (int)(number % (left.Length - i));
            number /= left.Length - i;
            (left[i], left[choice]) = (left[choice], left[i]);
            moved.Add(day.SignalsFirst[i], left[i]);
        }

        foreach (var signal in day.Signals)
        {
            int? minute = moved.TryGetValue(signal.At / SurrogateDay.SecondsAMinute, out var other) ? other : null;
            if (At(day, signal, minute) is { } placed)
                yield return placed;
        }
    }

    // In another minute; null stays in its own.
    private static GridSignal? At(SurrogateDay day, GridSignal signal, int? minute)
    {
        var to = minute ?? signal.At / SurrogateDay.SecondsAMinute;
        var at = (to * SurrogateDay.SecondsAMinute) + (signal.At % SurrogateDay.SecondsAMinute);
        return at < day.Count ? new(at, signal.Direction) : null;
    }

    private void Add(Sum sum, GridTape tape, IEnumerable<GridSignal> signals)
    {
        foreach (var signal in signals)
        {
            if (!tape.TryTrade(signal.At, signal.Direction, _stopTicks, _targetTicks, out var trade))
                continue;
            sum.Cents += trade.Cents;
            sum.Trades++;
        }
    }

    private sealed class Sum
    {
        internal long Cents { get; set; }

        internal int Trades { get; set; }

        /// <summary>Of a trade; 0 without one.</summary>
        internal double Mean => Trades == 0 ? 0 : (double)Cents / Trades;
    }
}
