using MiaIa.Engine.Market;
using MiaIa.GatewaySim.Faults;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Tests.Planning;
using MiaIa.V1;

namespace MiaIa.GatewaySim.Tests.Sessions;

/// <summary>Client and planner over real sockets, on one recorded table, against a Gateway that is disturbed.</summary>
public sealed class DisturbedTableTests
{
    private const string Table = "SPX_2023-06-09";

    [Test]
    public async Task Fault_60_an_expiry_and_contracts_that_are_refused_for_a_while_are_whole_in_the_end()
    {
        var table = RealTables.Read(Table);
        await using var played = await HandPlayed.OfAsync(
            Table,
            TimeSpan.FromMinutes(40),
            options => options with { Faults = FaultScript.Parse("0s refuse 200 SPXW 20230609 for 4m; 5m refuse 200 for 10s") }
        );
        played.Play(3, () => played.Feed.Planner is not null);
        Assert.That(played.AlertNames, Does.Contain(AlertNames.ListingPartial));
        Assert.That(played.Feed.Planner!.Directory.Missing, Has.Count.EqualTo(1));
        Assert.That(played.UnknownContracts, Is.EqualTo(["SPX OPT SPXW 20230609"]));
        played.Play(36, () => played.Minutes > 8 && Missing(played) == 0);
        Assert.That(played.AlertNames, Does.Contain(AlertNames.RequestRefused));
        Assert.That(
            (played.Feed.Planner.Directory.Missing.Count, Missing(played), played.Feed.Planner.Visits.Refused),
            Is.EqualTo((0, 0, 0))
        );
        Assert.That(played.UnknownContracts, Is.Empty);

        int Missing(HandPlayed now)
        {
            var (known, missing) = (now.Engine.Chain!, 0);
            foreach (var expiry in table.Chain.Expiries.ToArray().Where(expiry => expiry.SettlesAt > table.AsOf))
            {
                var place = Array.FindIndex(known.Expiries.ToArray(), each => (each.Root, each.Date) == (expiry.Root, expiry.Date));
                for (var row = 0; row < expiry.RowCount; row++)
                {
                    for (var side = 0; side < 2; side++)
                    {
                        var lots = table.Chain.OpenInterestLots[(2 * (expiry.FirstRow + row)) + side];
                        if (lots > 0 && (place < 0 || known.OpenInterestLots[(2 * (known.Expiries[place].FirstRow + row)) + side] != lots))
                            missing++;
                    }
                }
            }
            return missing;
        }
    }

    [Test]
    public async Task Fault_59_a_market_that_stands_still_is_stale_although_every_new_line_is_answered()
    {
        await using var played = await HandPlayed.OfAsync(Table, TimeSpan.FromMinutes(40));
        played.Play(3);
        Assert.That(Fresh(played), Is.GreaterThan(15));
        var still = played.Now;
        played.Gateway.Inject("0s still for 12m");
        played.Play(8.2);
        Assert.That(Fresh(played), Is.Zero);
        Assert.That(played.Engine.PrintedAt[Underlying.Vix], Is.LessThanOrEqualTo(still));
        played.Play(12);
        Assert.That(played.AlertNames, Does.Contain(AlertNames.FeedSilent));
        played.Play(17);
        Assert.That(Fresh(played), Is.GreaterThan(15), "and alive again");
        Assert.That(played.Engine.PrintedAt[Underlying.Vix], Is.GreaterThan(still));
    }

    [Test]
    public async Task A_Gateway_east_of_New_York_delivers_like_any_other()
    {
        await using var played = await HandPlayed.OfAsync(
            Table,
            TimeSpan.FromMinutes(40),
            options => options with { IsEastOfNewYork = true }
        );
        played.Play(2.5);
        Assert.That(Fresh(played), Is.GreaterThan(15));
        Assert.That(played.Gateway.Statistics.ErrorsOf(478), Is.Zero);
        Assert.That(played.Engine.Chain!.Expiries[0].Date, Is.EqualTo(new NodaTime.LocalDate(2023, 6, 9)));
    }

    [Test]
    public async Task SPX_without_a_last_value_is_read_from_the_rows_of_the_options()
    {
        await using var played = await HandPlayed.OfAsync(
            Table,
            TimeSpan.FromMinutes(40),
            options => options with { Faults = FaultScript.Parse("0s no-last; 2m spot 4310 for 30s") }
        );
        played.Play(3);
        Assert.That(played.AlertNames, Does.Contain(AlertNames.IndexWithoutLast));
        Assert.That(played.Engine.SpxPrints, Has.Count.GreaterThan(30));
        Assert.That(played.Engine.SpxPrints[^1], Is.EqualTo(played.Gateway.Spot), "it follows the market");
    }

    private static int Fresh(HandPlayed played) =>
        played.Engine.Chain!.ImpliedVolatilityAt.ToArray().Count(at => played.Now - at <= 300 * UnixNanos.PerSecond);
}
