namespace MiaIa.Engine.Tests.Support;

/// <summary>volume_imbalance_signal once more, from the whole list of events and the words of the design alone. Null: not ready.</summary>
internal static class NaiveFootprint
{
    public static double? VolumeImbalance(IReadOnlyList<TapeEvent> tape)
    {
        var minute = tape[^1].Millis / 60_000;
        var trades = tape.Where(e => e.IsTrade).ToList();
        var closed = trades.Select(e => e.Millis / 60_000).Distinct().Where(m => m < minute).ToList();
        if (closed.Count < 19)
            return null;
        var first = closed[^19];
        var rows = trades
            .Where(e => e.Millis / 60_000 >= first)
            .GroupBy(e => e.Price)
            .Select(row =>
                (
                    Price: row.Key,
                    Ask: row.Where(e => e.IsBuy).Sum(e => (double)e.Lots),
                    Bid: row.Where(e => !e.IsBuy).Sum(e => (double)e.Lots)
                )
            )
            .ToList();
        var mean = rows.Average(row => row.Ask + row.Bid);
        var last = trades[^1].Price;
        var above = 0.0;
        var below = 2 * mean;
        foreach (var (price, ask, bid) in rows)
        {
            var volume = ask + bid;
            var imbalance = (ask - bid) / volume;
            if (volume < 100 || Math.Abs(imbalance) < 0.5)
                continue;
            var e = Math.Exp(-Math.Abs(price - last) / 8.0);
            above += e * volume * imbalance;
            below += e * volume;
        }

        return above / below;
    }
}
