using MiaIa.Engine.Market;
using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Sweeps.Plans;
using MiaIa.Reports.Statistics;

namespace MiaIa.Evidence.Sweeps;

/// <summary>
/// The same signals robbed of what they may know: with the other side at the toss of a coin, on the prices of another day, or at the minutes of the
/// day in another order. What they earn then is what chance earns.
/// </summary>
internal sealed class SurrogateRun
{
    private const int SecondsAMinute = 60;
    private const int SecondsADay = 86_400;

    private readonly IReadOnlyList<SurrogateDay> _days;
    private readonly int _stopTicks;
    private readonly int _targetTicks;

    /// <param name="days">The signals of one set with the prices of each day.</param>
    /// <param name="stopTicks">Of the set.</param>
    /// <param name="targetTicks">Of the set.</param>
    internal SurrogateRun(IReadOnlyList<SurrogateDay> days, int stopTicks, int targetTicks) =>
        (_days, _stopTicks, _targetTicks) = (days, stopTicks, targetTicks);

    /// <summary>The signals as they were, and so many surrogates of a kind.</summary>
    internal SurrogateResult Run(SurrogateKind kind, int count, ulong seed)
    {
        var random = new RandomBits(seed);
        var (found, trades) = Mean(_days.Select(day => (day.Tape, day.Signals)));
        var means = new double[count];
        for (var i = 0; i < count; i++)
            means[i] = Mean(Make(kind, ref random)).Mean;
        Array.Sort(means);
        var asGood = means.Count(mean => mean >= found - 1e-9);
        return new(
            kind,
            trades,
            trades == 0 ? null : found,
            means.Average(),
            means[(int)(0.95 * (count - 1))],
            count,
            trades == 0 ? null : (1.0 + asGood) / (1.0 + count)
        );
    }

    private List<(GridTape Tape, IReadOnlyList<GridSignal> Signals)> Make(SurrogateKind kind, ref RandomBits random)
    {
        var made = new List<(GridTape, IReadOnlyList<GridSignal>)>(_days.Count);
        // By any number of days but none and a whole round.
        var shift = _days.Count < 2 ? 0 : 1 + random.Below(_days.Count - 1);
        for (var i = 0; i < _days.Count; i++)
        {
            var day = _days[i];
            switch (kind)
            {
                case SurrogateKind.Signs:
                    made.Add((day.Tape, Flipped(day.Signals, ref random)));
                    break;
                case SurrogateKind.Days:
                    var other = _days[(i + shift) % _days.Count];
                    made.Add((other.Tape, Moved(day, other)));
                    break;
                default:
                    made.Add((day.Tape, Shuffled(day, ref random)));
                    break;
            }
        }

        return made;
    }

    private static List<GridSignal> Flipped(IReadOnlyList<GridSignal> signals, ref RandomBits random)
    {
        var flipped = new List<GridSignal>(signals.Count);
        foreach (var signal in signals)
        {
            var isOther = (random.Next() >> 63) == 1;
            flipped.Add(
                isOther ? signal with { Direction = signal.Direction == Direction.Long ? Direction.Short : Direction.Long } : signal
            );
        }

        return flipped;
    }

    // At the same time of day; a signal at a time that the other day does not have falls away.
    private static List<GridSignal> Moved(SurrogateDay day, SurrogateDay other)
    {
        var moved = new List<GridSignal>(day.Signals.Count);
        foreach (var signal in day.Signals)
        {
            var offset = Math.IEEERemainder(day.Grid.FirstSecond + signal.At - other.Grid.FirstSecond, SecondsADay);
            var at = (int)(offset < 0 ? offset + SecondsADay : offset);
            if (at < other.Grid.Count)
                moved.Add(signal with { At = at });
        }

        return moved;
    }

    // Only among the minutes in which a signal could have been born.
    private static List<GridSignal> Shuffled(SurrogateDay day, ref RandomBits random)
    {
        var order = SetDesign.Shuffled(day.OpenMinutes.Count, ref random);
        var places = new Dictionary<int, int>(order.Length);
        for (var i = 0; i < order.Length; i++)
            places[day.OpenMinutes[i]] = day.OpenMinutes[order[i]];
        var shuffled = new List<GridSignal>(day.Signals.Count);
        foreach (var signal in day.Signals)
        {
            var minute = places.GetValueOrDefault(signal.At / SecondsAMinute, signal.At / SecondsAMinute);
            var at = (minute * SecondsAMinute) + (signal.At % SecondsAMinute);
            if (at < day.Grid.Count)
                shuffled.Add(signal with { At = at });
        }

        return shuffled;
    }

    private (double Mean, int Trades) Mean(IEnumerable<(GridTape Tape, IReadOnlyList<GridSignal> Signals)> days)
    {
        var (cents, trades) = (0L, 0);
        foreach (var (tape, signals) in days)
        {
            foreach (var signal in signals)
            {
                if (!tape.TryTrade(signal.At, signal.Direction, _stopTicks, _targetTicks, out var trade))
                    continue;
                cents += trade.Cents;
                trades++;
            }
        }

        return (trades == 0 ? 0 : (double)cents / trades, trades);
    }
}

/// <summary>A signal on the grid of a day.</summary>
/// <param name="At">The moment's place.</param>
/// <param name="Direction">Long or short.</param>
internal readonly record struct GridSignal(int At, Direction Direction);
