using MiaIa.Engine.Options;
using MiaIa.NaiveOptions;

namespace MiaIa.Engine.Tests.Support;

/// <summary>options_flow_bias once more, from the list of updates and the words of the design. Null means not ready.</summary>
internal sealed class NaiveFlow(PutCallDays? days = null)
{
    private readonly List<(long Millis, NaiveContract Contract, double Spot)> _readings = [];
    private readonly List<(long Millis, double LogRatio)> _marks = [];
    private long _now;

    /// <summary>An update, with the spot that divides in from out of the money.</summary>
    public void Take(long millis, IEnumerable<NaiveContract> contracts, double spot)
    {
        Advance(millis);
        _readings.AddRange(contracts.Select(c => (millis, c, spot)));
    }

    /// <summary>Market time moves on; a minute mark has seen what came before it.</summary>
    public void Advance(long millis)
    {
        var mark = millis / 60_000 * 60_000;
        if (_now != 0 && _now < mark && _readings.Count > 0 && LogRatio(mark) is { } ratio)
            _marks.Add((mark, ratio));
        _now = millis;
    }

    public double? Score()
    {
        var mark = _now / 60_000 * 60_000;
        if (LogRatio(mark) is not { } ratio || Sample(mark) is not { } sample || Flow() is not { } flow)
            return null;
        var median = Median(sample);
        var spread = Math.Max(0.05, 1.4826 * Median([.. sample.Select(x => Math.Abs(x - median))]));
        return (0.6 * -Math.Clamp((ratio - median) / spread / 2, -1, 1)) + (0.4 * flow);
    }

    // The expiries that count are those live at the last minute mark; the volumes are the newest.
    private double? LogRatio(long mark)
    {
        var newest = _readings
            .GroupBy(r => (r.Contract.Root, r.Contract.Date, r.Contract.Strike, r.Contract.IsCall))
            .Select(g => g.Last().Contract)
            .ToList();
        var dates = newest.Where(c => c.SettlesAtSeconds > mark / 1e3).Select(c => c.Date).Distinct().Order().Take(3).ToList();
        var counted = newest.Where(c => c.SettlesAtSeconds > mark / 1e3 && dates.Contains(c.Date)).ToList();
        var (calls, puts) = (counted.Where(c => c.IsCall).Sum(c => c.Volume), counted.Where(c => !c.IsCall).Sum(c => c.Volume));
        return calls > 0 && puts > 0 ? Math.Log(puts / calls) : null;
    }

    private List<double>? Sample(long mark)
    {
        var time = NewYorkTime.From(OptionFeed.At(mark)).TimeOfDay;
        var minute = (time.Hour * 60) + time.Minute;
        if (days is { Days: 20 })
        {
            var stored = Enumerable.Range(0, 20).Select(d => days[d, minute]).Where(x => !double.IsNaN(x)).ToList();
            if (stored.Count >= 15)
                return stored;
        }

        return _marks.Count >= 30 ? [.. _marks.Select(m => m.LogRatio)] : null;
    }

    private double? Flow()
    {
        var second = _now / 1_000;
        double calls = 0,
            puts = 0;
        long? firstTrade = null;
        foreach (var contract in _readings.GroupBy(r => (r.Contract.Root, r.Contract.Date, r.Contract.Strike, r.Contract.IsCall)))
        {
            foreach (var (before, after) in contract.Zip(contract.Skip(1)))
            {
                var lots = after.Contract.Volume - before.Contract.Volume;
                if (lots <= 0 || after.Millis - before.Millis > 900_000)
                    continue;
                firstTrade = Math.Min(firstTrade ?? long.MaxValue, after.Millis / 1_000);
                var c = after.Contract;
                var isOut = c.IsCall ? c.Strike > after.Spot : c.Strike < after.Spot;
                if (!isOut || c.Ask <= 0 || c.Ask < c.Bid || after.Millis / 1_000 <= second - 900)
                    continue;
                // Whole thousandths of a point.
                var premium = lots * Math.Round((c.Bid + c.Ask) / 2 * 1000);
                (calls, puts) = c.IsCall ? (calls + premium, puts) : (calls, puts + premium);
            }
        }

        if (firstTrade is null || second - firstTrade < 900)
            return null;
        return calls + puts > 0 ? (calls - puts) / (calls + puts) : 0;
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
