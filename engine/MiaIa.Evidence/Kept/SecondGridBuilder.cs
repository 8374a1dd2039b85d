using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Kept;

/// <summary>Takes what stood at each whole second while a day is played.</summary>
internal sealed class SecondGridBuilder
{
    // A unit is one trading day, with what it needs before it.
    private const int SecondsMax = 10 * 24 * 3600;

    private readonly List<double[]> _values = [];
    private readonly List<Moment> _moments = [];
    private long _first;
    private long _next;
    private int _high;
    private int _low;
    private int _bid;
    private int _ask;

    /// <summary>An event of this time is there, and not yet taken: the moments before it are over.</summary>
    /// <exception cref="EvidenceException">The input is longer than a unit can be.</exception>
    internal void Reach(long nowNanos, double[] values, SignalConditions conditions, int price)
    {
        var second = (nowNanos + UnixNanos.PerSecond - 1) / UnixNanos.PerSecond;
        if (_next == 0)
            _first = _next = second;
        if (second - _first > SecondsMax)
            throw new EvidenceException($"the input spans {(second - _first) / 3600} hours, readings are kept day by day");
        for (; _next < second; _next++)
            Take(values, conditions, price);
    }

    internal void Traded(int price)
    {
        _high = Math.Max(_high, price);
        _low = _low == 0 ? price : Math.Min(_low, price);
    }

    internal void Quoted(int bid, int ask) => (_bid, _ask) = (bid, ask);

    /// <summary>Nothing follows.</summary>
    internal SecondGrid Finish(double[] values, SignalConditions conditions, int price)
    {
        if (_next != 0)
            Take(values, conditions, price);
        var grid = new SecondGrid(_first, _moments.Count);
        for (var i = 0; i < _moments.Count; i++)
        {
            for (var feature = 0; feature < FeatureNames.Count; feature++)
                grid.Set(feature, i, _values[i][feature]);
            var moment = _moments[i];
            grid.Conditions[i] = moment.Conditions;
            (grid.Last[i], grid.High[i], grid.Low[i], grid.Bid[i], grid.Ask[i]) = (
                moment.Last,
                moment.High,
                moment.Low,
                moment.Bid,
                moment.Ask
            );
        }

        return grid;
    }

    private void Take(double[] values, SignalConditions conditions, int price)
    {
        _values.Add([.. values]);
        _moments.Add(new((byte)conditions, price, _high, _low, _bid, _ask));
        (_high, _low) = (0, 0);
    }

    private readonly record struct Moment(byte Conditions, int Last, int High, int Low, int Bid, int Ask);
}
