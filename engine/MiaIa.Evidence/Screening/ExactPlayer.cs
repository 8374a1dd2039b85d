using MiaIa.Engine.Confluence;
using MiaIa.Engine.Features;
using MiaIa.Engine.Market;
using MiaIa.Engine.Paper;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Signals;
using MiaIa.Evidence.Kept;

namespace MiaIa.Evidence.Screening;

/// <summary>
/// One set of parameters over kept rows at every change, through the core's own score, signals and ghosts, in the core's own order: what it decides,
/// the core decides.
/// </summary>
internal sealed class ExactPlayer
{
    private readonly ConfluenceScore _score;
    private readonly SignalTracker _signals;
    private readonly GhostBook _ghosts;
    private readonly Action<Decision>? _decided;
    private readonly Dictionary<ulong, SetSignal> _born = [];
    private readonly List<SetTrade> _trades = [];
    private readonly int[] _values = new int[FeatureNames.Count];
    private UnixNanos _now;
    private SignalConditions _conditions;
    private int _price;

    /// <param name="set">The parameters.</param>
    /// <param name="instrument">Its paper options and the numbers of its signals; weights, tiers and signals are the set's.</param>
    /// <param name="decided">Takes each decision.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    internal ExactPlayer(ParameterSet set, InstrumentOptions instrument, Action<Decision>? decided = null)
    {
        var tiers = new TierTable(set.Confluence.Tiers);
        _score = new ConfluenceScore(set.Confluence, tiers);
        _signals = new SignalTracker(
            new(set.Signals, instrument.StudyStaleMillis, instrument.BookStaleMillis, instrument.FirstSignalId, instrument.SignalIdStep),
            tiers
        );
        _ghosts = new GhostBook(instrument.Trading.Paper with { TickValueCents = instrument.OfAccount().TickValueCents });
        _decided = decided;
    }

    /// <summary>What became of the set, once everything is played.</summary>
    internal SetDay Result => new(_born.Count, 0, [.. _trades.OrderBy(trade => trade.BornAt)]) { Signals = [.. _born.Values] };

    /// <summary>Signals that found no price.</summary>
    internal long Lost => _ghosts.Lost + _ghosts.NotOpened;

    /// <summary>The day is over: what is open leaves at the market.</summary>
    internal void Finish()
    {
        _ghosts.Close(_now);
        Gather();
        _ghosts.Lose();
    }

    /// <summary>Plays a block; blocks come in their order.</summary>
    internal void Play(KeptBlock block)
    {
        Array.Clear(_values);
        var (changes, trades, books, fees) = (0, 0, 0, 0);
        for (var row = 0; row < block.Rows; row++)
        {
            var head = KeptBlock.HeadOf(block.Heads[row]);
            _now = UnixNanos.Trusted(block.Times[row]);
            (_conditions, _price) = ((SignalConditions)block.Conditions[row], block.Prices[row]);
            if ((head & RowHead.Values) != 0)
                Take(block, block.Changes[changes++]);
            _ghosts.Advance(_now);
            var happened = (head & RowHead.Unjudged) == 0 ? Step() : SignalEvent.None;
            switch (KeptBlock.ItemOf(block.Heads[row]))
            {
                case TapeItem.Trade:
                    _ghosts.Traded(block.Trades[trades++], _now);
                    break;
                case TapeItem.Book:
                    _ghosts.BookChanged(block.Books[books++], _now);
                    break;
                case TapeItem.BookLost:
                    _ghosts.LoseBook();
                    break;
                case TapeItem.TapeBroken:
                    _ghosts.Lose();
                    break;
                case TapeItem.Close when _ghosts.Open > 0:
                    _ghosts.Close(_now);
                    break;
                case TapeItem.Fee:
                    _ghosts.BeginDay(block.Fees[fees++]);
                    break;
            }

            if (_ghosts.Ended.Length > 0)
                Gather();
            if (happened != SignalEvent.None)
                Follow(happened);
        }
    }

    private void Take(KeptBlock block, ushort changes)
    {
        for (var i = 0; i < FeatureNames.Count; i++)
        {
            if ((changes & (1 << i)) == 0)
                continue;
            var value = block.Values[i][_values[i]++];
            _score.Set(
                (FeatureId)i,
                double.IsNaN(value) ? FeatureReading.NotReady(ReadingRemark.None) : FeatureReading.Valid(value, default)
            );
        }

        _score.Recompute();
    }

    private SignalEvent Step() =>
        _signals.Step(
            _score,
            _now,
            (_conditions & SignalConditions.Fresh) != 0,
            (_conditions & SignalConditions.MayBear) != 0,
            (_conditions & SignalConditions.LevelsStand) != 0
        );

    private void Follow(SignalEvent happened)
    {
        _signals.Write(
            happened,
            _score,
            new()
            {
                Now = _now,
                ReceivedAt = _now,
                LastPrice = PriceTicks.Trusted(_price),
                StudySilentNanos = 0,
                BookSilentNanos = 0,
                IsHalted = false,
                IsLive = true,
                IsOpen = true,
                DoLevelsStand = true,
            }
        );
        ref readonly var decision = ref _signals.Decisions[0];
        _decided?.Invoke(decision);
        if (happened == SignalEvent.Born)
        {
            _born.Add(decision.SignalId, new(decision));
            _ghosts.Begin(decision, default, _now);
        }
        else if (happened == SignalEvent.Ended)
        {
            _born[decision.SignalId].End(decision);
        }
    }

    private void Gather()
    {
        foreach (ref readonly var ghost in _ghosts.Ended)
        {
            var trip = ghost.Trip;
            if (trip.Rule != LimitRule.Through)
                continue;
            var signal = _born[trip.SignalId];
            signal.Close(trip);
            _trades.Add(
                new(trip.OpenedAt, trip.ClosedAt, trip.Direction, signal.Tier, (int)trip.LotTicks, trip.Profit[TradeCosts.SlippageTicks])
            );
        }
    }
}
