namespace MiaIa.SierraFiles.Synthetic;

/// <summary>
/// The made-up market: a book that follows a target price, aggressive orders that consume it. Trades print at the bid or the
/// ask; the book is never locked or crossed at the end of a batch.
/// </summary>
internal sealed class SyntheticMarket
{
    private const int UsualLots = 46;
    private const int PartsMax = 300;
    private readonly SyntheticRandom _random;
    private readonly SyntheticTape _tape;
    private readonly SyntheticSide _bid;
    private readonly SyntheticSide _ask;
    private readonly List<uint> _parts = [];
    private SyntheticPhase _phase;

    public SyntheticMarket(SyntheticRandom random, SyntheticTape tape, SyntheticPhase phase, int startTicks)
    {
        (_random, _tape, _phase) = (random, tape, phase);
        _bid = new SyntheticSide(isBid: true, startTicks, tape.Tell);
        _ask = new SyntheticSide(isBid: false, startTicks + 1, tape.Tell);
    }

    /// <summary>The snapshot with which a depth file begins.</summary>
    public void Open(long sierraMicros)
    {
        _tape.Tell(DepthCommand.ClearBook, 0, 0);
        _bid.Open(level => Resting(_bid, level));
        _ask.Open(level => Resting(_ask, level));
        _tape.EndBatch(sierraMicros);
    }

    public void Enter(SyntheticPhase phase) => _phase = phase;

    /// <summary>Resting orders change: the book moves towards the target, or one level gets another size.</summary>
    /// <param name="sierraMicros">When.</param>
    /// <param name="targetMilliticks">Where the middle of the book should be.</param>
    public void Quote(long sierraMicros, long targetMilliticks)
    {
        var offMilliticks = targetMilliticks - ((_bid.BestTicks + _ask.BestTicks) * 500L);
        var (ahead, behind) = offMilliticks > 0 ? (_bid, _ask) : (_ask, _bid);
        if (_ask.BestTicks - _bid.BestTicks > 1)
        {
            ahead.Improve(Resting(ahead, 0));
        }
        else if (Math.Abs(offMilliticks) > 900)
        {
            behind.Retreat(Resting(behind, SyntheticSide.Levels - 1));
            ahead.Improve(Resting(ahead, 0));
        }
        else
        {
            var side = _random.Chance(1, 2) ? _bid : _ask;
            var level = Math.Min(_random.Below(SyntheticSide.Levels), _random.Below(SyntheticSide.Levels));
            side.Resize(level, Resting(side, level));
        }

        _tape.EndBatch(sierraMicros);
    }

    /// <summary>An aggressive order of ordinary size takes what it finds at the best price.</summary>
    public void Order(long sierraMicros) => Trade(sierraMicros, NextIsBuy(), HeavyTailed(), levelsMax: 1);

    /// <summary>An aggressive order runs through three to six levels.</summary>
    public void Sweep(long sierraMicros)
    {
        var isBuy = NextIsBuy();
        var levels = _random.Between(3, 6);
        Trade(sierraMicros, isBuy, (isBuy ? _ask : _bid).Sum(levels) - 1, levels);
    }

    /// <summary>A block prints against an iceberg that shows itself in the same instant.</summary>
    public void Block(long sierraMicros)
    {
        var isBuy = NextIsBuy();
        var lots = (uint)_random.Between(120, 180) * (uint)(_random.Chance(1, 3) ? 4 : 1);
        (isBuy ? _ask : _bid).Resize(0, lots + (uint)_random.Between(20, 60));
        _tape.EndBatch(sierraMicros - 500);
        Trade(sierraMicros, isBuy, lots, levelsMax: 1);
    }

    private bool NextIsBuy() => _random.Chance(_phase.BuyPercent, 100);

    private void Trade(long sierraMicros, bool isBuy, uint lots, int levelsMax)
    {
        var hit = isBuy ? _ask : _bid;
        for (var level = 0; level < levelsMax && lots > 0; level++)
        {
            var fill = Math.Min(lots, hit.BestLots);
            lots -= fill;
            Split(fill);
            _tape.Print(sierraMicros, isBuy, _bid.BestTicks, _ask.BestTicks, _parts);
            if (fill == hit.BestLots)
                hit.Retreat(Resting(hit, SyntheticSide.Levels - 1));
            else
                hit.Resize(0, hit.BestLots - fill);
        }

        _tape.EndBatch(sierraMicros);
    }

    // Fills are unbundled into the resting orders they met: mostly one to five lots each.
    private void Split(uint lots)
    {
        _parts.Clear();
        while (lots > 0)
        {
            var part =
                _parts.Count == PartsMax - 1
                    ? lots
                    : Math.Min(lots, (uint)(_random.Chance(1, 6) ? _random.Between(6, 30) : _random.Between(1, 5)));
            _parts.Add(part);
            lots -= part;
        }
    }

    private uint Resting(SyntheticSide side, int level)
    {
        var percent = ReferenceEquals(side, _bid) ? _phase.BidPercent : _phase.AskPercent;
        var usual = UsualLots + (7 * Math.Min(level, 6));
        return (uint)Math.Max(2, usual * percent * _random.Between(55, 145) / 10_000);
    }

    private uint HeavyTailed() =>
        (uint)(
            _random.Below(1000) switch
            {
                < 430 => 1,
                < 620 => 2,
                < 780 => _random.Between(3, 5),
                < 895 => _random.Between(6, 12),
                < 970 => _random.Between(13, 30),
                < 996 => _random.Between(31, 80),
                _ => _random.Between(81, 260),
            }
        );
}
