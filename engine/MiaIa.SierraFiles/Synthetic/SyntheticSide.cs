namespace MiaIa.SierraFiles.Synthetic;

/// <summary>
/// One side of the made-up book: twelve levels without a hole, best first. Every change is told as depth records.
/// </summary>
internal sealed class SyntheticSide
{
    public const int Levels = 12;
    private readonly bool _isBid;
    private readonly int _away;
    private readonly uint[] _lots = new uint[Levels];
    private readonly Action<DepthCommand, int, uint> _tell;

    /// <param name="isBid">Bid or ask.</param>
    /// <param name="bestTicks">The best price.</param>
    /// <param name="tell">Takes command, price in ticks and lots of each change.</param>
    public SyntheticSide(bool isBid, int bestTicks, Action<DepthCommand, int, uint> tell)
    {
        _isBid = isBid;
        _away = isBid ? -1 : 1;
        _tell = tell;
        BestTicks = bestTicks;
    }

    public int BestTicks { get; private set; }

    public uint BestLots => _lots[0];

    /// <summary>Puts up all levels.</summary>
    public void Open(Func<int, uint> lots)
    {
        for (var i = 0; i < Levels; i++)
        {
            _lots[i] = lots(i);
            _tell(_isBid ? DepthCommand.AddBid : DepthCommand.AddAsk, PriceAt(i), _lots[i]);
        }
    }

    /// <summary>Gives a level another size.</summary>
    public void Resize(int level, uint lots)
    {
        if (_lots[level] == lots)
            return;
        _lots[level] = lots;
        _tell(_isBid ? DepthCommand.ModifyBid : DepthCommand.ModifyAsk, PriceAt(level), lots);
    }

    /// <summary>The best level goes, a new one comes at the far end.</summary>
    public void Retreat(uint farLots)
    {
        _tell(_isBid ? DepthCommand.DeleteBid : DepthCommand.DeleteAsk, BestTicks, 0);
        Array.Copy(_lots, 1, _lots, 0, Levels - 1);
        BestTicks += _away;
        _lots[^1] = farLots;
        _tell(_isBid ? DepthCommand.AddBid : DepthCommand.AddAsk, PriceAt(Levels - 1), farLots);
    }

    /// <summary>A new best level one tick inside, the farthest goes.</summary>
    public void Improve(uint lots)
    {
        _tell(_isBid ? DepthCommand.DeleteBid : DepthCommand.DeleteAsk, PriceAt(Levels - 1), 0);
        Array.Copy(_lots, 0, _lots, 1, Levels - 1);
        BestTicks -= _away;
        _lots[0] = lots;
        _tell(_isBid ? DepthCommand.AddBid : DepthCommand.AddAsk, BestTicks, lots);
    }

    /// <summary>Lots of the best levels together.</summary>
    public uint Sum(int levels)
    {
        var sum = 0u;
        for (var i = 0; i < levels; i++)
            sum += _lots[i];
        return sum;
    }

    private int PriceAt(int level) => BestTicks + (_away * level);
}
