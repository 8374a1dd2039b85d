using Simulation.Clock;
using Simulation.Study;

namespace Simulation.Market;

/// <summary>A tape and a book that lean now one way, now the other, so that signals of both sides come often and stops and targets are hit.</summary>
internal sealed class MadeUpMarket(Schedule schedule, StudySide study, Random random)
{
    private const long NsPerMilli = 1_000_000;
    private const int Levels = 10;

    private readonly Abi.Level[] _bids = new Abi.Level[Levels];
    private readonly Abi.Level[] _asks = new Abi.Level[Levels];
    private int _lean = 1;
    private long _leansUntilNs;
    private long _tradesFromNs;

    /// <summary>The market stands still while false: a halt, or the hours between two sessions.</summary>
    internal bool IsOpen { get; set; } = true;

    internal int Bid { get; private set; } = 19_000;

    /// <summary>
    /// As on a number or a headline: everybody takes his orders away and shows new ones many ticks off, and for a while nobody trades there.
    /// </summary>
    internal void Jump(int ticks, long quietNs)
    {
        if (!IsOpen)
            return;
        Bid += ticks;
        _lean = Math.Sign(ticks);
        (_leansUntilNs, _tradesFromNs) = (schedule.NowNs + quietNs, schedule.NowNs + quietNs);
        ShowBook();
    }

    internal void Begin()
    {
        ShowBook();
        schedule.Every(() => random.NextInt64(80, 400) * NsPerMilli, Move);
    }

    private int Ask => Bid + 1;

    private void Move()
    {
        if (!IsOpen)
            return;
        if (schedule.NowNs >= _leansUntilNs)
        {
            _lean = random.Next(2) == 0 ? -1 : 1;
            _leansUntilNs = schedule.NowNs + random.NextInt64(1_500, 12_000) * NsPerMilli;
        }

        if (schedule.NowNs < _tradesFromNs)
        {
            ShowBook();
            return;
        }

        var isUp = random.NextDouble() < 0.5 + (0.3 * _lean);
        var trades = random.Next(1, 4);
        for (var i = 0; i < trades; i++)
            study.Trade(isUp ? Ask : Bid, Bid, Ask, random.Next(1, 6), isUp);
        if (random.Next(3) == 0)
            Bid += isUp ? 1 : -1;
        ShowBook();
    }

    private void ShowBook()
    {
        for (var i = 0; i < Levels; i++)
        {
            _bids[i] = LevelAt(Bid - i, _lean > 0);
            _asks[i] = LevelAt(Ask + i, _lean < 0);
        }

        study.Book(_bids, _asks);
    }

    // The thin side is thin enough for an order of two lots to need two levels.
    private Abi.Level LevelAt(int price, bool isThick) =>
        new()
        {
            PriceTicks = price,
            Lots = (uint)(isThick ? random.Next(40, 200) : random.Next(1, 3)),
            Orders = 1,
        };
}
