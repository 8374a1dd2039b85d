namespace MiaIa.Engine.Tests.Support;

/// <summary>
/// The three features once more, slowly, from the whole list of events and the words of the design alone: no state, no window
/// that slides. Null means not ready.
/// </summary>
internal static class NaiveFeatures
{
    public static double? Volume(IReadOnlyList<TapeEvent> tape)
    {
        var now = tape[^1].Millis;
        var trades = tape.Where(e => e.IsTrade).ToList();
        if (trades.Count == 0 || now - trades[0].Millis < 660_000)
            return null;
        var window = trades.Where(e => e.Millis > now - 60_000).ToList();
        double volume = window.Sum(e => e.Lots);
        double delta = window.Sum(e => e.IsBuy ? e.Lots : -e.Lots);
        if (volume < 30)
            return null;
        var mean = Enumerable
            .Range(1, 10)
            .Average(k => trades.Where(e => e.Millis > now - ((k + 1) * 60_000) && e.Millis <= now - (k * 60_000)).Sum(e => e.Lots));
        var moved = trades[^1].Price - trades.Last(e => e.Millis <= now - 60_000).Price;
        var c = mean == 0 ? 1 : Math.Min(1, volume / mean / 1.8);
        var d = Math.Clamp(2.2 * delta / volume, -1, 1);
        var a =
            moved == 0 ? 0.75
            : moved * delta > 0 ? 1
            : 0.5;
        return d * c * a;
    }

    public static double? VwapTrend(IReadOnlyList<TapeEvent> tape, long regularOpenMillis)
    {
        var now = tape[^1].Millis;
        var all = tape.Where(e => e.IsTrade).ToList();
        var regular = all.Where(e => e.Millis >= regularOpenMillis).ToList();
        var (globexBars, regularBars) = (Bars(all, now), Bars(regular, now));
        if (globexBars < 30)
            return null;
        if (regularBars < 30)
            return Anchored(all, now);
        var share = Math.Min(1, (regularBars - 30) / 30.0);
        return ((1 - share) * Anchored(all, now)) + (share * Anchored(regular, now));
    }

    public static double? Book(IReadOnlyList<TapeEvent> tape)
    {
        var now = tape[^1].Millis;
        var books = tape.Where(e => e.IsBook).ToList();
        if (books.Count == 0 || !IsSound(books[^1]))
            return null;
        // Σw·x/Σw over sound time, w = e^(−age/500 ms): the integral of w over each book's time. All before an unsound stretch of more
        // than 5 s is forgotten.
        var (sum, weights) = (0.0, 0.0);
        long? unsoundSince = null;
        for (var i = 0; i < books.Count; i++)
        {
            if (!IsSound(books[i]))
            {
                unsoundSince ??= books[i].Millis;
                continue;
            }

            if (books[i].Millis - unsoundSince > 5_000)
                (sum, weights) = (0, 0);
            unsoundSince = null;
            var until = i + 1 < books.Count ? books[i + 1].Millis : now;
            var weight = Math.Exp(-(now - until) / 500.0) - Math.Exp(-(now - books[i].Millis) / 500.0);
            (sum, weights) = (sum + (weight * Raw(books[i])), weights + weight);
        }

        var mean = weights == 0 ? Raw(books[^1]) : sum / weights;

        var depths = new List<double>();
        for (var second = (now / 1_000) - 299; second <= now / 1_000; second++)
        {
            var standing = books.LastOrDefault(e => e.Millis < second * 1_000);
            // The core's first second is the one before its first event: nothing stood there.
            if (standing is not null && IsSound(standing))
                depths.Add(Depth(standing));
        }

        if (depths.Count < 30)
            return null;
        depths.Sort();
        var median = (depths[(depths.Count - 1) / 2] + depths[depths.Count / 2]) / 2;
        return mean * Math.Min(1, Depth(books[^1]) / median);
    }

    private static int Bars(List<TapeEvent> trades, long now) =>
        trades.Select(e => e.Millis / 60_000).Distinct().Count(minute => (minute + 1) * 60_000 <= now);

    private static double Anchored(List<TapeEvent> trades, long now)
    {
        var moves = new List<double>();
        for (var mark = now / 60_000 * 60_000; moves.Count < 60 && mark - 600_000 > trades[0].Millis; mark -= 60_000)
            moves.Add(Math.Abs(Vwap(trades, mark) - Vwap(trades, mark - 600_000)));
        var vwap = Vwap(trades, long.MaxValue);
        var slope = vwap - Vwap(trades, (now / 1_000 * 1_000) - 600_000);
        double volume = trades.Sum(e => e.Lots);
        var deviation = Math.Sqrt(trades.Sum(e => e.Lots * (e.Price - vwap) * (e.Price - vwap)) / volume);
        var distance = deviation == 0 ? 0 : Math.Clamp((trades[^1].Price - vwap) / (2 * deviation), -1, 1);
        return (0.6 * Math.Clamp(slope / Math.Max(7, moves.Max()), -1, 1)) + (0.4 * distance);
    }

    private static double Vwap(List<TapeEvent> trades, long before)
    {
        var reference = trades[0].Price;
        var some = trades.TakeWhile(e => e.Millis < before).ToList();
        return reference + (some.Sum(e => (double)e.Lots * (e.Price - reference)) / some.Sum(e => (double)e.Lots));
    }

    private static bool IsSound(TapeEvent book) =>
        book.Bids!.Length > 0 && book.Asks!.Length > 0 && book.Bids[0].Price < book.Asks[0].Price;

    private static double Depth(TapeEvent book) => book.Bids!.Take(5).Sum(e => e.Lots) + book.Asks!.Take(5).Sum(e => e.Lots);

    private static double Raw(TapeEvent book) => (0.6 * Imbalance(book, 1)) + (0.4 * Imbalance(book, 5));

    private static double Imbalance(TapeEvent book, int levels)
    {
        var bid = book.Bids!.Take(levels).Select((e, i) => Math.Pow(0.8, i) * e.Lots).Sum();
        var ask = book.Asks!.Take(levels).Select((e, i) => Math.Pow(0.8, i) * e.Lots).Sum();
        return (bid - ask) / (bid + ask);
    }
}
