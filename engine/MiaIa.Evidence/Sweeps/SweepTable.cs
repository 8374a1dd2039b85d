using MiaIa.Evidence.Screening;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Sweeps;

/// <summary>
/// What became of each set on each day. Of a set on a day it holds three numbers, by which sets are chosen and held against luck; trades stay where they
/// lie and are read again, of as many sets at a time as fit.
/// </summary>
internal sealed class SweepTable
{
    /// <summary>Trades whose profit is held at once, but for those of one set: 64 MB.</summary>
    internal const long TradesHeldDefault = 8_000_000;

    private readonly IReadOnlyList<SetDays> _days;
    private readonly int[] _places;
    private readonly int[] _cents;
    private readonly int[] _won;
    private readonly int[] _trades;
    private readonly long[] _births;
    private readonly long[] _near;
    private readonly long _tradesHeld;

    /// <summary>Reads all of it once.</summary>
    /// <param name="sets">Sets of each day.</param>
    /// <param name="days">In their order.</param>
    /// <param name="features">Each day's correlations of the features, a version of the readings after the other; empty where they were not asked for.</param>
    /// <param name="tradesHeld">Trades whose profit is held at once.</param>
    /// <exception cref="EvidenceException">What was kept is damaged.</exception>
    internal SweepTable(int sets, IReadOnlyList<SetDays> days, IReadOnlyList<double[]> features, long tradesHeld = TradesHeldDefault)
    {
        (_days, Features, _tradesHeld) = (days, features, tradesHeld);
        _places = [.. Enumerable.Range(0, sets)];
        var cells = checked(sets * days.Count);
        (_cents, _won, _trades) = (new int[cells], new int[cells], new int[cells]);
        (_births, _near) = (new long[sets], new long[sets]);
        for (var day = 0; day < days.Count; day++)
        {
            var set = 0;
            foreach (var one in days[day](0, sets))
                Take(set++, day, one);
            if (set != sets)
                throw new EvidenceException($"day {day + 1} of a sweep has {set} sets of {sets}: remove its units and start again");
        }
    }

    private SweepTable(SweepTable of, int[] places)
    {
        (_days, Features, _tradesHeld, _places) = (of._days, of.Features, of._tradesHeld, places);
        (_cents, _won, _trades, _births, _near) = (of._cents, of._won, of._trades, of._births, of._near);
    }

    internal int Sets => _places.Length;

    /// <summary>See <see cref="FeatureLine.OfDay"/>.</summary>
    internal IReadOnlyList<double[]> Features { get; }

    /// <summary>The same with the sets in another order.</summary>
    /// <param name="places">Of each set, where it stands here.</param>
    internal SweepTable Ordered(IReadOnlyList<int> places) => new(this, [.. places.Select(place => _places[place])]);

    /// <summary>A set's days in cents, those without a trade among them.</summary>
    internal double[] Cents(int set) => Cents(set, 0, _days.Count);

    /// <summary>The same from one day up to another.</summary>
    internal double[] Cents(int set, int from, int to)
    {
        var cents = new double[to - from];
        for (var day = from; day < to; day++)
            cents[day - from] = _cents[At(set, day)];
        return cents;
    }

    /// <summary>What a set did from one day up to another.</summary>
    internal SetSum Sum(int set, int from, int to)
    {
        var (trades, cents, won) = (0L, 0L, 0L);
        for (var day = from; day < to; day++)
        {
            var at = At(set, day);
            (trades, cents, won) = (trades + _trades[at], cents + _cents[at], won + _won[at]);
        }

        return new(trades, cents, won);
    }

    /// <summary>A set's signals of all days.</summary>
    internal long Births(int set) => _births[_places[set]];

    /// <summary>See <see cref="SetDay.NearBirths"/>.</summary>
    internal long NearBirths(int set) => _near[_places[set]];

    /// <summary>What became of a set on a day, with its trades; it is read.</summary>
    internal SetDay Of(int set, int day) => _days[day](_places[set], 1).Single();

    /// <summary>A set's days with their trades; they are read.</summary>
    internal IEnumerable<SetDay> DaysOf(int set) => Enumerable.Range(0, _days.Count).Select(day => Of(set, day));

    /// <summary>What each trade of some sets earned, in the order of the days; they are read, of as many sets at a time as fit.</summary>
    /// <returns>Each set once, in any order.</returns>
    internal IEnumerable<(int Set, long[] Cents)> Profits(IEnumerable<int> sets)
    {
        var group = new List<(int Set, int Place, long[] Cents)>();
        var held = 0L;
        foreach (var (set, place) in sets.Select(set => (Set: set, Place: _places[set])).OrderBy(one => one.Place))
        {
            var trades = Sum(set, 0, _days.Count).Trades;
            if (group.Count > 0 && held + trades > _tradesHeld)
            {
                foreach (var one in Read(group))
                    yield return one;
                (held, group) = (0, []);
            }

            held += trades;
            group.Add((set, place, new long[trades]));
        }

        foreach (var one in Read(group))
            yield return one;
    }

    private IEnumerable<(int Set, long[] Cents)> Read(List<(int Set, int Place, long[] Cents)> group)
    {
        if (group.Count == 0)
            return [];
        var first = group[0].Place;
        var filled = new int[group.Count];
        foreach (var day in _days)
        {
            var (at, place) = (0, first);
            foreach (var one in day(first, group[^1].Place - first + 1))
            {
                if (place++ != group[at].Place)
                    continue;
                foreach (var trade in one.Trades)
                    group[at].Cents[filled[at]++] = trade.Cents;
                at++;
            }
        }

        return group.Select(one => (one.Set, one.Cents));
    }

    private int At(int set, int day) => (_places[set] * _days.Count) + day;

    private void Take(int set, int day, SetDay one)
    {
        var (cents, won) = (0L, 0L);
        foreach (var trade in one.Trades)
        {
            cents += trade.Cents;
            won += Math.Max(0, trade.Cents);
        }

        var at = At(set, day);
        (_cents[at], _won[at], _trades[at]) = (Held(cents), Held(won), one.Trades.Count);
        _births[set] += one.Births;
        _near[set] += one.NearBirths;
    }

    // 21 million dollars of one contract on one day.
    private static int Held(long cents) =>
        cents is >= int.MinValue and <= int.MaxValue
            ? (int)cents
            : throw new EvidenceException(
                $"a set that makes {cents} cents on one day with one contract cannot be: its readings are no market's"
            );
}
