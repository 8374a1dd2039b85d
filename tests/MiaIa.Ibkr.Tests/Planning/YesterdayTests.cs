using MiaIa.CboeFiles;
using MiaIa.Engine.Options;
using MiaIa.Ibkr.Planning;

namespace MiaIa.Ibkr.Tests.Planning;

/// <summary>Yesterday's open interest gives the order in which today's is read, and counts for nothing else.</summary>
public sealed class YesterdayTests
{
    private const double MinutesBefore = 36;
    private static readonly string Table = RealTables.Full[3];

    private string _folder = "";

    [SetUp]
    public void Make_a_folder() => _folder = Directory.CreateTempSubdirectory("miaia-yesterday-").FullName;

    [TearDown]
    public void Remove_the_folder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void What_had_none_is_visited_last_so_that_most_lots_count_some_minutes_earlier()
    {
        var table = RealTables.Read(Table);
        var without = MinutesUntilMost(table);
        KeepYesterday(table);
        var with = MinutesUntilMost(table);
        TestContext.Out.WriteLine($"{Table}: 98 % of the lots count after {without:F1} min, in yesterday's order after {with:F1} min");
        Assert.That(with, Is.LessThan(26).And.LessThan(without - 3));
    }

    /// <summary>When 98 % of the table's lots count, where the Gateway never repeats a reading; whatever counts by then is what the Gateway said.</summary>
    private double MinutesUntilMost(CboeTable table)
    {
        var played = Play(table, _folder);
        played.RunTo(5, () => played.Engine.Chain is not null);
        var chain = played.Engine.Chain!;
        var most = 0.98 * Enumerable.Range(0, 2 * chain.RowCount).Sum(contract => (long)LotsOf(table, chain, contract));
        while (played.Clock.Passed.TotalMinutes < 34 && chain.OpenInterestLots.ToArray().Sum(lots => (long)Math.Max(lots, 0)) < most)
            played.RunTo(played.Clock.Passed.TotalMinutes + 0.1);
        for (var contract = 0; contract < 2 * chain.RowCount; contract++)
        {
            var lots = chain.OpenInterestLots[contract];
            if (lots >= 0 && lots != LotsOf(table, chain, contract))
                Assert.Fail($"contract {contract}: {lots} counts");
        }
        played.Feed.Saves.Written.GetAwaiter().GetResult();
        return played.Clock.Passed.TotalMinutes;
    }

    /// <summary>Yesterday there were other lots everywhere, none where there are few today, and each hundredth contract was not listed.</summary>
    private void KeepYesterday(CboeTable table)
    {
        var played = Play(table, "");
        played.RunTo(5, () => played.Feed.Planner is not null);
        var directory = played.Feed.Planner!.Directory;
        var yesterday = new OpenInterestBook(directory.Numbers, played.Feed.Planner.Book.Day.PlusDays(-1));
        var random = new Random(24);
        for (var contract = 0; contract < directory.Numbers; contract++)
        {
            var lots = LotsOf(table, directory.Chain, contract);
            if (random.Next(100) > 0)
                yesterday.Accept(contract, lots < 5 ? 0 : (int)(lots * (0.5 + random.NextDouble())));
        }
        played.Feed.Saves.Written.GetAwaiter().GetResult();
        foreach (var old in Directory.GetFiles(_folder))
            File.Delete(old);
        new OpenInterestStore(_folder).Save(directory, yesterday.Copy(), played.Now);
    }

    private static PlayedFeed Play(CboeTable table, string folder) =>
        new(
            table,
            MinutesBefore,
            (core, clock) => new TableGateway(core, clock, table) { SecondsToRepeat = 0 },
            new FeedSettings { CacheFolder = folder }
        );

    private static int LotsOf(CboeTable table, OptionChain chain, int contract)
    {
        var expiry = chain.Expiries[chain.ExpiryOfRow[contract / 2]];
        return table.Chain.OpenInterestLots[
            (2 * table.Chain.FindRow(expiry.Root, expiry.Date, chain.Strikes[contract / 2])) + (contract % 2)
        ];
    }
}
