using MiaIa.Engine.Market;
using MiaIa.Engine.Options;
using Performance.Options;

namespace Performance.Step;

/// <summary>
/// What a live option feed says beside the tape: a chain of 10,000 contracts at the start, then each second the index, and new
/// quotes, volatilities and volumes of 57 contracts that keep their market-data lines and of 20 that share the rest in turn; the
/// volatility index every 15 s.
/// </summary>
internal sealed class OptionMix
{
    /// <summary>Contracts of one update of a sweep; ten updates a second make 40 contracts, which is what the message rate allows.</summary>
    public const int SweptAtOnce = 4;

    private const double BasisPoints = 20;
    private const double PointsInTick = 0.25;
    private const int KeptLines = 57;
    private const int TurningLines = 20;
    private const int VolatilitySeconds = 15;

    private readonly Random _random = new(20_230_630);
    private readonly OptionChain _chain;
    private readonly ListedChain _listed;
    private readonly int[] _volumes;
    private int _nextContract;
    private int _nextSwept;

    public OptionMix(UnixNanos now, int priceTicks)
    {
        _chain = MadeUpChain.Make(now, SpotOf(priceTicks));
        var expiries = _chain.Expiries.ToArray();
        _listed = new ListedChain(
            IndexSymbol.Spx,
            ChainSource.Live,
            60 * UnixNanos.PerMinute,
            [
                .. expiries.Select(expiry => new OptionListing(
                    expiry.Root,
                    expiry.Date,
                    expiry.SettlesAt,
                    _chain.Strikes.Slice(expiry.FirstRow, expiry.RowCount).ToArray()
                )),
            ]
        );
        _volumes = _chain.VolumeLots.ToArray();
    }

    /// <summary>The listing and all its values, as a day begins.</summary>
    public IEnumerable<MarketEvent> Start(UnixNanos now)
    {
        yield return OptionEvents.Listed(now, _listed);
        for (var first = 0; first < _volumes.Length; first += ChainChanges.ColumnMax)
        {
            var changes = Begin();
            for (var contract = first; contract < Math.Min(first + ChainChanges.ColumnMax, _volumes.Length); contract++)
            {
                AddQuote(changes, contract, now);
                changes.AddOpenInterest(new LotsChange(contract, _chain.OpenInterestLots[contract], now));
            }

            yield return OptionEvents.Updated(now, changes);
        }
    }

    /// <summary>What comes in one second.</summary>
    public IEnumerable<MarketEvent> Second(UnixNanos now, int priceTicks)
    {
        yield return OptionEvents.Printed(now, Print(IndexSymbol.Spx, SpotOf(priceTicks), now));
        if (now.Value / UnixNanos.PerSecond % VolatilitySeconds == 0)
            yield return OptionEvents.Printed(now, Print(IndexSymbol.Vix, 14, now));
        var changes = Begin();
        for (var i = 0; i < KeptLines; i++)
            Trade(changes, i * (_volumes.Length / KeptLines), now);
        for (var i = 0; i < TurningLines; i++)
        {
            Trade(changes, _nextContract, now);
            _nextContract = (_nextContract + 1) % _volumes.Length;
        }

        yield return OptionEvents.Updated(now, changes);
    }

    /// <summary>What a sweep of open interest reads between two ticks of the clock.</summary>
    public MarketEvent Sweep(UnixNanos now)
    {
        var changes = Begin();
        for (var i = 0; i < SweptAtOnce; i++)
        {
            AddQuote(changes, _nextSwept, now);
            changes.AddOpenInterest(new LotsChange(_nextSwept, _chain.OpenInterestLots[_nextSwept] + _random.Next(2), now));
            _nextSwept = (_nextSwept + 1) % _volumes.Length;
        }

        return OptionEvents.Updated(now, changes);
    }

    private static double SpotOf(int priceTicks) => (priceTicks * PointsInTick) - BasisPoints;

    private static ChainChanges Begin()
    {
        var changes = new ChainChanges();
        changes.Begin(IndexSymbol.Spx);
        return changes;
    }

    private static IndexPrint Print(IndexSymbol index, double points, UnixNanos now) =>
        new()
        {
            Index = index,
            Source = ChainSource.Live,
            Points = points,
            At = now,
        };

    private void Trade(ChainChanges changes, int contract, UnixNanos now)
    {
        _volumes[contract] += _random.Next(3);
        AddQuote(changes, contract, now);
    }

    private void AddQuote(ChainChanges changes, int contract, UnixNanos now)
    {
        var bid = 1 + _random.Next(40);
        changes.Add(new QuoteChange(contract, bid, bid + 0.25, now));
        changes.Add(new VolatilityChange(contract, _chain.ImpliedVolatilities[contract], now));
        changes.AddVolume(new LotsChange(contract, _volumes[contract], now));
    }
}
