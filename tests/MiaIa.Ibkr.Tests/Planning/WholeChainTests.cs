using MiaIa.CboeFiles;
using MiaIa.Engine.Options;
using MiaIa.Ibkr.Planning;

namespace MiaIa.Ibkr.Tests.Planning;

/// <summary>
/// A whole recorded chain through a hundred lines: what the engine then knows against what the whole table says. The truth is the core's own
/// fit of the table, which has its own tests against a slow version.
/// </summary>
public sealed class WholeChainTests
{
    private const double MinutesBefore = 36;

    [TestCaseSource(typeof(RealTables), nameof(RealTables.Full))]
    public void The_open_interest_of_the_whole_chain_comes_in_half_an_hour(string start)
    {
        var (played, readAt, acceptedAt) = Sweep(start, secondsToRepeat: 2);
        Assert.That(readAt, Is.LessThanOrEqualTo(30), "minutes until every contract was read");
        Assert.That(acceptedAt, Is.LessThanOrEqualTo(30), "minutes until every contract with open interest counts");
        Assert.That(played.Feed.Planner!.Book.AcceptedCount, Is.EqualTo(played.Feed.Planner.Directory.Count), "and those without");
    }

    [TestCaseSource(typeof(RealTables), nameof(RealTables.Full))]
    public void A_Gateway_that_never_repeats_is_visited_twice_as_fast_as_the_messages_allow(string start)
    {
        var (played, _, acceptedAt) = Sweep(start, secondsToRepeat: 0);
        var book = played.Feed.Planner!.Book;
        var open = Enumerable.Range(0, played.Feed.Planner.Directory.Numbers).Count(contract => book.ReadingOf(contract) > 0);
        // Each visit is two messages: one of every contract, a second one of those with open interest; only the last lines need no cancel. Half a
        // minute is for the listing and for the lines that stream.
        var fastest = ((2.0 * (played.Feed.Planner.Directory.Count + open)) - played.Gateway.LinesMax) / 40;
        TestContext.Out.WriteLine(
            $"{start}: {acceptedAt:F1} min, {open} contracts with open interest; at 40 messages a second the visits alone take {fastest / 60:F1} min"
        );
        Assert.That(60 * acceptedAt, Is.InRange(fastest, fastest + 30));
    }

    private static (PlayedFeed Played, double ReadAt, double AcceptedAt) Sweep(string start, double secondsToRepeat)
    {
        var table = RealTables.Read(start);
        var played = new PlayedFeed(
            table,
            MinutesBefore,
            (core, clock) => new TableGateway(core, clock, table) { SecondsToRepeat = secondsToRepeat }
        );
        var book = default(OpenInterestBook);
        double readAt = double.NaN,
            acceptedAt = double.NaN;
        played.RunTo(
            34,
            () =>
            {
                book ??= played.Feed.Planner?.Book;
                if (book is null)
                    return false;
                if (double.IsNaN(readAt) && book.ReadCount == played.Feed.Planner!.Directory.Count)
                    readAt = played.Clock.Passed.TotalMinutes;
                if (double.IsNaN(acceptedAt) && !double.IsNaN(readAt) && IsAcceptedWhereOpen(played))
                    acceptedAt = played.Clock.Passed.TotalMinutes;
                return book.AcceptedCount == played.Feed.Planner!.Directory.Count;
            }
        );
        TestContext.Out.WriteLine(
            $"{start}: {played.Feed.Planner!.Directory.Count} contracts, all read after {readAt:F1} min, all with open interest accepted after {acceptedAt:F1} min, "
                + $"the rest (no open interest) after {played.Clock.Passed.TotalMinutes:F1} min; {played.Gateway.Messages} messages, at most {played.Gateway.MessagesInASecondMax} a second, {played.Gateway.LinesMax} lines; "
                + string.Join(", ", played.Gateway.Kinds.Select(kind => $"{kind.Key}: {kind.Value}"))
        );
        Assert.That(played.Gateway.LinesMax, Is.LessThanOrEqualTo(100));
        Assert.That(played.Gateway.MessagesInASecondMax, Is.LessThanOrEqualTo(50));
        Assert.That(played.Alerts.Select(alert => alert.Name), Is.EqualTo(Connected));
        var chain = played.Engine.Chain!;
        for (var contract = 0; contract < 2 * chain.RowCount; contract++)
        {
            var lots = table.Chain.OpenInterestLots[InTable(table, chain, contract)];
            if (lots > 0 && chain.OpenInterestLots[contract] != lots)
                Assert.Fail($"contract {contract}: {chain.OpenInterestLots[contract]}, the table says {lots}");
        }
        return (played, readAt, acceptedAt);
    }

    [Test]
    public void In_the_early_morning_a_Gateway_that_takes_three_seconds_a_value_is_swept_within_forty_minutes()
    {
        var table = RealTables.Read(RealTables.Full[1]);
        var opening = NewYorkTime.At(NewYorkTime.From(table.AsOf).Date, new NodaTime.LocalTime(7, 5));
        var minutesBefore = (table.AsOf - opening) / 60e9;
        var played = new PlayedFeed(
            table,
            minutesBefore,
            (core, clock) => new TableGateway(core, clock, table) { SecondsToValue = 3, SecondsToRepeat = 0 }
        );
        played.RunTo(40, () => played.Feed.Planner is not null && IsSwept(played));
        TestContext.Out.WriteLine(
            $"{played.Clock.Passed.TotalMinutes:F1} min, {played.Gateway.Messages} messages, {played.Gateway.LinesMax} lines"
        );
        Assert.That(IsSwept(played), played.Feed.Report!.ToString());
        Assert.That(played.Gateway.LinesMax, Is.LessThanOrEqualTo(100));
    }

    [Test]
    public void A_reading_that_was_wrong_at_first_is_not_taken()
    {
        var table = RealTables.Read(RealTables.Full[1]);
        var played = new PlayedFeed(
            table,
            MinutesBefore,
            (core, clock) => new TableGateway(core, clock, table) { IsWrongAtFirst = contract => contract % 10 == 0, SecondsToRepeat = 0 }
        );
        played.RunTo(10);
        var book = played.Feed.Planner!.Book;
        Assert.That(book.AcceptedCount, Is.GreaterThan(1_000));
        Assert.That(book.Contradictions, Is.GreaterThan(100));
        var chain = played.Engine.Chain!;
        for (var contract = 0; contract < 2 * chain.RowCount; contract++)
        {
            var lots = chain.OpenInterestLots[contract];
            if (lots >= 0 && lots != table.Chain.OpenInterestLots[InTable(table, chain, contract)])
                Assert.Fail($"contract {contract}: {lots} was taken");
        }
    }

    [TestCaseSource(typeof(RealTables), nameof(RealTables.Full))]
    public void Levels_and_regime_from_few_lines_are_those_of_the_whole_table(string start)
    {
        var table = RealTables.Read(start);
        var played = Play(table);
        GiveOpenInterest(played);
        played.RunTo(MinutesBefore);
        var streams = played.Gateway.Streams.Distinct().ToArray();
        Assert.That(streams, Has.Length.InRange(57, 77));
        OnlyStreams(played, streams);
        var seen = played.Engine.Analytics!;
        seen.Refit(table.AsOf, table.Spot);
        var whole = new OptionAnalytics(table.Chain);
        whole.Refit(table.AsOf, table.Spot);
        TestContext.Out.WriteLine($"{start}: {streams.Length} lines, coverage {seen.Fit.Coverage:F3}");
        Compare(seen.AllExpiries, whole.AllExpiries, table.Chain);
        Compare(seen.FirstExpiry, whole.FirstExpiry, table.Chain);
        Assert.That(seen.Fit.Coverage, Is.GreaterThan(0.9));
        Assert.That(played.Feed.Report!.Coverage, Is.GreaterThan(0.9), played.Feed.Report.ToString());
    }

    private static readonly string[] Connected = [Ibkr.Client.AlertNames.Connected];

    private static PlayedFeed Play(CboeTable table) => new(table, MinutesBefore, (core, clock) => new TableGateway(core, clock, table));

    /// <summary>The table's open interest as a folder would give it, so that only the volatilities are judged.</summary>
    private static void GiveOpenInterest(PlayedFeed played)
    {
        played.RunTo(5, () => played.Feed.Planner is not null);
        var chain = played.Table.Chain;
        var lots = Enumerable
            .Range(0, 2 * chain.RowCount)
            .Select(contract =>
            {
                var expiry = chain.Expiries[chain.ExpiryOfRow[contract / 2]];
                return new StoredLots(
                    expiry.Root,
                    expiry.Date,
                    chain.Strikes[contract / 2],
                    (OptionRight)(contract % 2),
                    chain.OpenInterestLots[contract]
                );
            });
        Assert.That(played.Feed.TakeOpenInterest(lots, played.Table.AsOf), Is.EqualTo(OpenInterestOffer.Taken));
    }

    private static bool IsSwept(PlayedFeed played) =>
        played.Feed.Planner!.Book.ReadCount == played.Feed.Planner.Directory.Count && IsAcceptedWhereOpen(played);

    private static bool IsAcceptedWhereOpen(PlayedFeed played)
    {
        var planner = played.Feed.Planner!;
        var chain = planner.Directory.Chain;
        for (var contract = 0; contract < planner.Directory.Numbers; contract++)
        {
            if (planner.Book.ReadingOf(contract) > 0 && chain.OpenInterestLots[contract] <= 0)
                return false;
        }

        return true;
    }

    /// <summary>The engine's chain without the volatilities that rotation brought: the proof is of the streaming lines alone.</summary>
    private static void OnlyStreams(PlayedFeed played, int[] streams)
    {
        var chain = played.Engine.Chain!;
        var kept = streams.Select(contract => InChain(played.Table, chain, contract)).ToHashSet();
        for (var contract = 0; contract < 2 * chain.RowCount; contract++)
        {
            if (kept.Contains(contract))
                continue;
            chain.SetImpliedVolatility(contract, double.NaN, default);
            chain.SetQuote(contract, double.NaN, double.NaN, default);
        }
    }

    private static int InTable(CboeTable table, OptionChain chain, int contract)
    {
        var expiry = chain.Expiries[chain.ExpiryOfRow[contract / 2]];
        return (2 * table.Chain.FindRow(expiry.Root, expiry.Date, chain.Strikes[contract / 2])) + (contract % 2);
    }

    private static int InChain(CboeTable table, OptionChain chain, int contract)
    {
        var expiry = table.Chain.Expiries[table.Chain.ExpiryOfRow[contract / 2]];
        return (2 * chain.FindRow(expiry.Root, expiry.Date, table.Chain.Strikes[contract / 2])) + (contract % 2);
    }

    private static void Compare(GexProfile seen, GexProfile whole, OptionChain table)
    {
        var callWall = Strength(seen.CallWall.Strike, whole.NetByStrike, table) / whole.CallWall.Exposure;
        var putWall = Strength(seen.PutWall.Strike, whole.NetByStrike, table) / whole.PutWall.Exposure;
        var absolute = Strength(seen.AbsoluteGamma.Strike, whole.GrossByStrike, table) / whole.AbsoluteGamma.Exposure;
        var zeroOff = seen.ZeroGamma.Nearest - whole.ZeroGamma.Nearest;
        var regimeOff = (seen.Net / seen.Gross) - (whole.Net / whole.Gross);
        TestContext.Out.WriteLine(
            $"  {whole.Scope}: call wall {seen.CallWall.Strike} of {whole.CallWall.Strike} ({callWall:F3}), put wall {seen.PutWall.Strike} of {whole.PutWall.Strike} ({putWall:F3}), "
                + $"absolute {seen.AbsoluteGamma.Strike} of {whole.AbsoluteGamma.Strike} ({absolute:F3}), zero gamma {zeroOff:+0.0;-0.0} points, net/gross {regimeOff:+0.0000;-0.0000}"
        );
        Assert.That(
            (callWall, putWall, absolute),
            Is.EqualTo((1.0, 1.0, 1.0))
                .Using<(double, double, double)>((actual, _) => Math.Min(actual.Item1, Math.Min(actual.Item2, actual.Item3)) >= 0.97),
            "the strength of each level is at least 0.97 of the true winner's"
        );
        Assert.That(zeroOff, Is.InRange(-8, 8));
        Assert.That(regimeOff, Is.InRange(-0.02, 0.02));
    }

    private static double Strength(double strike, ReadOnlySpan<double> byRung, OptionChain table)
    {
        var rung = table.Ladder.BinarySearch(strike);
        return rung < 0 ? 0 : byRung[rung];
    }
}
