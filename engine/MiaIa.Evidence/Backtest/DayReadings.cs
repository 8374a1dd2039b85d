using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.State;
using MiaIa.Projections;
using MiaIa.Replay;

namespace MiaIa.Evidence.Backtest;

/// <summary>The readings of a day, one row a second of market time, as a study's heartbeat finds them.</summary>
public sealed class DayReadings : IReplayListener
{
    /// <summary>Its name among the tables.</summary>
    public const string Name = "readings";

    private readonly List<long> _at = [];
    private readonly List<long?> _price = [];
    private readonly List<long?> _bid = [];
    private readonly List<long?> _ask = [];
    private readonly List<double> _score = [];
    private readonly List<double> _coverage = [];
    private readonly List<string> _tier = [];
    private readonly List<double?>[] _values = [.. Enumerable.Range(0, FeatureNames.Count).Select(_ => new List<double?>())];
    private readonly List<string>[] _remarks = [.. Enumerable.Range(0, FeatureNames.Count).Select(_ => new List<string>())];
    private readonly Action<ReplayProgress> _progressed;

    /// <summary>Begins without rows.</summary>
    /// <param name="progressed">Takes how far the day is.</param>
    public DayReadings(Action<ReplayProgress> progressed) => _progressed = progressed;

    /// <inheritdoc/>
    public void Looked(InstrumentEngine instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        var core = instrument.Core;
        var state = core.State;
        _at.Add(core.Now.Value);
        _price.Add(Ticks(core.LastPrice));
        _bid.Add(Ticks(core.Book.BestBid.Price));
        _ask.Add(Ticks(core.Book.BestAsk.Price));
        _score.Add(state.Score);
        _coverage.Add(state.Coverage);
        _tier.Add(state.Tier.ToString());
        for (var i = 0; i < FeatureNames.Count; i++)
        {
            var reading = state.Readings[i].Reading;
            _values[i].Add(reading.IsValid ? reading.Value : null);
            _remarks[i].Add(reading.Text);
        }
    }

    /// <inheritdoc/>
    public void Progressed(in ReplayProgress progress) => _progressed(progress);

    /// <summary>The rows so far.</summary>
    public ColumnTable Table() =>
        new(
            Name,
            [
                new("at_ns", _at.ToArray()),
                new("price_ticks", _price.ToArray()),
                new("bid_ticks", _bid.ToArray()),
                new("ask_ticks", _ask.ToArray()),
                new("score", _score.ToArray()),
                new("coverage", _coverage.ToArray()),
                new("tier", _tier.ToArray()),
                .. _values.Select((values, i) => new TableColumn(FeatureNames.Of((FeatureId)i), values.ToArray())),
                .. _remarks.Select((remarks, i) => new TableColumn(FeatureNames.Of((FeatureId)i) + "_remark", remarks.ToArray())),
            ]
        );

    private static long? Ticks(PriceTicks price) => price.IsKnown ? price.Value : null;
}
