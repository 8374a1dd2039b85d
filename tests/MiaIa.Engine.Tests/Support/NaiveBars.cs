namespace MiaIa.Engine.Tests.Support;

/// <summary>A closed bar, made from the whole list of trades.</summary>
internal sealed record NaiveBar(int High, int Low, int Close, long Volume, long Delta)
{
    /// <summary>The bars of a number of minutes that are closed now: each period with trades that has ended.</summary>
    public static List<NaiveBar> Closed(IReadOnlyList<TapeEvent> tape, int minutes) =>
        [
            .. tape.Where(e => e.IsTrade)
                .GroupBy(e => e.Millis / (minutes * 60_000L))
                .Where(period => (period.Key + 1) * minutes * 60_000L <= tape[^1].Millis)
                .Select(period => new NaiveBar(
                    period.Max(e => e.Price),
                    period.Min(e => e.Price),
                    period.Last().Price,
                    period.Sum(e => (long)e.Lots),
                    period.Sum(e => e.IsBuy ? (long)e.Lots : -e.Lots)
                )),
        ];
}
