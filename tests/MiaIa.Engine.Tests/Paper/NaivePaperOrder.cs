namespace MiaIa.Engine.Tests.Paper;

/// <summary>An entry of the naive broker: the price of every contract that it bought and sold, and of every trade that it saw.</summary>
internal sealed class NaivePaperOrder(PaperStep asked)
{
    public PaperStep Asked => asked;

    public int Sign => asked.IsBuy ? 1 : -1;

    public int Wanted { get; set; } = asked.Lots;

    public List<int> Bought { get; } = [];

    public List<int> Sold { get; } = [];

    public List<int> Seen { get; } = [];

    public NaiveRow? EntryRow { get; set; }

    public NaiveRow? TargetRow { get; set; }

    public string? LeavesAs { get; set; }

    public bool IsHit { get; set; }

    public ulong LeavesUnder { get; set; }

    public int ProtectedIn { get; set; }

    public int AtMarket { get; set; }

    public int Open => Bought.Count - Sold.Count;

    public int Stop => Bought[0] - (Sign * asked.StopTicks);

    public int Target => Bought[0] + (Sign * asked.TargetTicks);

    public string Sum()
    {
        var won = Sign * (Sold.Sum() - Bought.Sum());
        var along = Seen.Select(price => Sign * (price - Bought[0])).Append(0).ToArray();
        return $"{asked.Id} {Bought.Count} {won} {AtMarket} {-along.Min()} {along.Max()}";
    }
}

/// <summary>The row of contracts before a limit order; null = not known.</summary>
internal sealed class NaiveRow
{
    public int? Before { get; set; }
}
