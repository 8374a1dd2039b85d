namespace MiaIa.Engine.Tests.Support;

/// <summary>smart_money_strength once more, from the whole list of events and the words of the design alone. Null: not ready.</summary>
internal static class NaivePrints
{
    public static double? SmartMoney(IReadOnlyList<TapeEvent> tape)
    {
        var now = tape[^1].Millis;
        var trades = tape.Where(e => e.IsTrade).ToList();
        if (trades.Count == 0 || now - trades[0].Millis < 300_000)
            return null;
        var large = Prints(trades).Where(print => print.Lots >= 100 && print.Millis > now - 300_000).ToList();
        if (large.Count == 0)
            return 0;
        var buys = large.Where(print => print.IsBuy).Sum(print => Faded(print, now));
        var sells = large.Where(print => !print.IsBuy).Sum(print => Faded(print, now));
        var net = (buys - sells) / (buys + sells);
        var windows = Enumerable
            .Range(0, 5)
            .Select(k => large.Where(print => print.Millis > now - ((k + 1) * 60_000) && print.Millis <= now - (k * 60_000)).ToList())
            .Where(window => window.Count > 0)
            .ToList();
        var agreeing = windows.Count(window =>
            Math.Sign(window.Sum(print => print.IsBuy ? Counted(print) : -Counted(print))) == Math.Sign(net)
        );
        return net * Math.Min(1, (buys + sells) / 500) * (0.5 + (0.5 * agreeing / windows.Count));
    }

    /// <summary>Neighbours of one side in one millisecond.</summary>
    public static List<Print> Prints(IEnumerable<TapeEvent> trades)
    {
        var prints = new List<Print>();
        foreach (var trade in trades)
        {
            if (prints.Count > 0 && prints[^1].Millis == trade.Millis && prints[^1].IsBuy == trade.IsBuy)
                prints[^1] = prints[^1] with { Lots = prints[^1].Lots + trade.Lots };
            else
                prints.Add(new Print(trade.Millis, trade.Lots, trade.IsBuy));
        }

        return prints;
    }

    private static long Counted(Print print) => print.Lots >= 500 ? 2 * print.Lots : print.Lots;

    private static double Faded(Print print, long now) => Counted(print) * Math.Pow(2, -(now - print.Millis) / 120_000.0);

    internal readonly record struct Print(long Millis, long Lots, bool IsBuy);
}
