using MiaIa.Reports.Content;
using MiaIa.Reports.Statistics;
using MiaIa.Reports.Trades;
using MiaIa.V1;
using GateLine = MiaIa.V1.GateLine;
using ThresholdLine = MiaIa.V1.ThresholdLine;

namespace MiaIa.Engine.Host.Days;

/// <summary>Rows of the reports in the words of the schema.</summary>
internal static class DayLines
{
    /// <summary>No more trades, and no more signals, are shown.</summary>
    internal const int RowsMax = 500;

    internal static BookOfDay Of(BookReport book)
    {
        var line = new BookOfDay
        {
            Name = book.Book,
            Won = Of(book.All.WinRate),
            ProfitCents = book.All.ProfitCents,
            BookedCents = book.BookedCents,
            FeesCents = book.All.FeesCents,
            DrawdownCents = book.All.DrawdownCents,
            CoinCents = book.All.CoinProfitCents ?? 0,
        };
        if (book.All.ProfitFactor.Value is { } factor)
            line.ProfitFactor = factor;
        if (book.All.HeldSecondsMedian is { } held)
            line.HeldSeconds = held;
        return line;
    }

    internal static TripLine Of(Trade trade, double tickSize)
    {
        var line = new TripLine
        {
            Instrument = trade.Instrument,
            Book = trade.Book,
            SignalId = (ulong)trade.SignalId,
            Direction = trade.Sign > 0 ? "long" : "short",
            Lots = (uint)trade.Lots,
            EnteredNs = trade.EnteredNs,
            ExitedNs = trade.ExitedNs,
            EntryTicks = trade.EntryTicks,
            ExitTicks = trade.ExitTicks,
            MaeTicks = trade.MaeTicks,
            MfeTicks = trade.MfeTicks,
            ProfitCents = trade.ProfitCents,
            FeesCents = trade.FeesCents,
            Tier = trade.Tier,
            Exit = trade.Exit,
            TickSizePoints = tickSize,
        };
        if (trade.SlippageCents is { } cents)
            line.SlippageCents = cents;
        return line;
    }

    internal static BornLine Of(BornSignal signal, double tickSize, Dictionary<long, long> ghosts)
    {
        var line = new BornLine
        {
            SignalId = (ulong)signal.SignalId,
            Instrument = signal.Instrument,
            Book = signal.Book,
            BornNs = signal.BornUnixNs,
            Direction = signal.Direction,
            Tier = signal.Tier,
            Score = signal.Score,
            Coverage = signal.Coverage,
            ReferenceTicks = signal.ReferenceTicks,
            Judged = signal.Refused is not null,
            StudyRefused = signal.RefusedByStudy,
            TickSizePoints = tickSize,
        };
        line.Refused.AddRange((signal.Refused ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (ghosts.TryGetValue(signal.SignalId, out var cents))
            line.GhostCents = cents;
        return line;
    }

    internal static GateLine Of(Reports.Content.GateLine gate) =>
        new()
        {
            Code = gate.Code,
            Won = Of(gate.WinRate),
            Cents = gate.Cents1,
            Alone = (uint)gate.Alone,
            AloneCents = gate.AloneCents,
        };

    internal static ThresholdLine Of(Reports.Content.ThresholdLine line) =>
        new()
        {
            Instrument = line.Instrument,
            Tier = line.Tier,
            Limit = line.Limit,
            Born = (uint)line.Born,
            Approved = Of(line.Approved),
            GhostsWon = Of(line.GhostWinRate),
            BreakEven = line.BreakEven,
        };

    internal static FeatureLine With(FeatureLine line, IReadOnlyList<FeatureOutcome> outcomes)
    {
        var outcome = outcomes.FirstOrDefault(one => one.Feature == line.Feature);
        line.WithWon = Of(outcome?.With ?? Rate.Of(0, 0));
        line.AgainstWon = Of(outcome?.Against ?? Rate.Of(0, 0));
        return line;
    }

    private static ShareOf Of(Rate rate)
    {
        var share = new ShareOf
        {
            Hits = (uint)rate.Hits,
            Count = (uint)rate.Count,
            Low = rate.Low ?? double.NaN,
            High = rate.High ?? double.NaN,
        };
        if (rate.Coin is { } coin)
            share.Coin = coin;
        return share;
    }
}
