using MiaIa.Engine.Tests.Support;

namespace MiaIa.Engine.Tests.Patterns.Naive;

/// <summary>A minute that traded and has ended, with all its trades.</summary>
/// <param name="ClosedBy">Index in the tape of the first event at or after its end.</param>
/// <param name="Trades">Its trades in order.</param>
internal sealed record NaiveBar(int ClosedBy, IReadOnlyList<TapeEvent> Trades)
{
    public int Open { get; } = Trades[0].Price;

    public int Close { get; } = Trades[^1].Price;

    public int High { get; } = Trades.Max(t => t.Price);

    public int Low { get; } = Trades.Min(t => t.Price);

    public int Buys { get; } = Trades.Where(t => t.IsBuy).Sum(t => t.Lots);

    public int Sells { get; } = Trades.Where(t => !t.IsBuy).Sum(t => t.Lots);

    public int Volume => Buys + Sells;

    public int Delta => Buys - Sells;

    public int Range => High - Low;

    public int Rows { get; } = Trades.Select(t => t.Price).Distinct().Count();

    public NaiveBar Mirrored() => new(ClosedBy, [.. Trades.Select(t => t.Mirrored(about: 0))]);

    public static List<NaiveBar> Of(IReadOnlyList<TapeEvent> tape)
    {
        var bars = new List<NaiveBar>();
        foreach (var minute in tape.Where(e => e.IsTrade).GroupBy(e => e.Millis / 60_000))
        {
            var closedBy = tape.ToList().FindIndex(e => e.Millis >= (minute.Key + 1) * 60_000);
            if (closedBy >= 0)
                bars.Add(new NaiveBar(closedBy, [.. minute]));
        }

        return bars;
    }

    /// <summary>Wilder's average true range over the first <paramref name="count"/> bars; null under 14, at least 2 ticks.</summary>
    public static double? Atr(IReadOnlyList<NaiveBar> bars, int count)
    {
        if (count < 14)
            return null;
        var ranges = Enumerable
            .Range(0, count)
            .Select(i =>
                i == 0 ? (double)bars[0].Range : Math.Max(bars[i].High, bars[i - 1].Close) - Math.Min(bars[i].Low, bars[i - 1].Close)
            )
            .ToList();
        return Math.Max(2, ranges.Skip(14).Aggregate(ranges.Take(14).Average(), (atr, range) => ((atr * 13) + range) / 14));
    }
}
