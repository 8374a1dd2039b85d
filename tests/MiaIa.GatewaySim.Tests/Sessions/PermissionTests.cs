using MiaIa.GatewaySim.Setup;
using MiaIa.Ibkr.Messages;
using MiaIa.Ibkr.Requests;

namespace MiaIa.GatewaySim.Tests.Sessions;

/// <summary>What a login without every subscription sees.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PermissionTests
{
    private readonly HandClock _clock = new();

    [Test]
    public async Task Live_values_without_subscription_get_354_and_the_request_is_dead()
    {
        await using var client = await Connected.ToAsync(With("VIX", FeedPermission.DelayedOnly));
        await client.AskAsync(new LineRequest(4, Connected.Vix));
        var notice = await client.FirstAsync<Notice>(notice => notice.RequestId == 4);
        var recorded = MiaIa.Ibkr.Tests.Captures.CaptureFile.Number(34).Text.Split('|');
        Assert.Multiple(() =>
        {
            Assert.That(notice.Code, Is.EqualTo(354));
            Assert.That(notice.Text, Is.EqualTo(recorded[4]), "the text of the recording, word for word");
            Assert.That(client.Gateway.Statistics.LinesNow, Is.Zero);
        });
    }

    [Test]
    public async Task Delayed_values_come_after_10167_under_their_own_numbers()
    {
        await using var client = await Connected.ToAsync(With(SimulatedGatewayOptions.OptionsPermission, FeedPermission.DelayedOnly));
        await client.AskAsync(new LineTypeRequest(LineType.Delayed));
        await client.AskAsync(new LineRequest(1, OwnClientTests.Option("20261218", 5_700, "P"), "101"));
        await client.FirstAsync<LineParameters>(_ => true);
        _clock.Move(TimeSpan.FromSeconds(3));
        await client.FirstAsync<OptionComputation>(row => row.Type == TickType.DelayedModelOption);
        Assert.Multiple(() =>
        {
            Assert.That(client.Notices(10167).Single().RequestId, Is.EqualTo(1));
            Assert.That(client.All<LineTypeChange>().Single(), Is.EqualTo(new LineTypeChange(1, LineType.Delayed)));
            Assert.That(
                client.All<TickPrice>().Select(tick => tick.Type),
                Is.SubsetOf([TickType.DelayedBid, TickType.DelayedAsk, TickType.DelayedLast])
            );
            Assert.That(
                client.All<TickSize>().Any(tick => tick.Type == TickType.PutOpenInterest && tick.Size > 0),
                Is.True,
                "101 is allowed in delayed mode"
            );
        });
    }

    [Test]
    public async Task Without_the_second_subscription_there_are_prices_and_no_Greeks()
    {
        await using var client = await Connected.ToAsync(With(SimulatedGatewayOptions.OptionsPermission, FeedPermission.NoGreeks));
        await client.AskAsync(new LineRequest(1, OwnClientTests.Option("20261218", 5_700, "P"), "101"));
        await client.FirstAsync<Notice>(notice => notice.Code == 10090);
        await client.FirstAsync<LineParameters>(_ => true);
        _clock.Move(TimeSpan.FromSeconds(5));
        await client.FirstAsync<TickSize>(tick => tick.Type == TickType.PutOpenInterest);
        Assert.That(client.All<OptionComputation>(), Is.Empty);
        Assert.That(client.All<TickPrice>().Any(tick => tick.Type == TickType.Bid), Is.True);
    }

    [Test]
    public async Task With_10089_delayed_values_go_on_and_with_nothing_they_do_not()
    {
        await using var client = await Connected.ToAsync(
            new SimulatedGatewayOptions
            {
                Time = _clock,
                Permissions = new Dictionary<string, FeedPermission>
                {
                    ["SPX"] = FeedPermission.DelayedInstead,
                    ["VIX"] = FeedPermission.None,
                },
            }
        );
        await client.AskAsync(new LineRequest(1, Connected.Spx));
        await client.FirstAsync<TickPrice>(tick => tick.Type == TickType.DelayedLast);
        await client.AskAsync(new LineTypeRequest(LineType.Delayed));
        await client.AskAsync(new LineRequest(2, Connected.Vix));
        await client.FirstAsync<Notice>(notice => notice.RequestId == 2);
        Assert.That(client.Notices(10089).Single().Class, Is.EqualTo(NoticeClass.Advisory));
        Assert.That(client.Notices(10186).Single().RequestId, Is.EqualTo(2));
        Assert.That(client.Gateway.OpenLines, Is.EqualTo(["SPX"]));
    }

    [Test]
    public async Task QQQ_carries_the_sums_over_its_options_and_SPX_does_not()
    {
        await using var client = await Connected.ToAsync(
            new SimulatedGatewayOptions
            {
                Time = _clock,
                ChainFile = SharedFiles.Path(SharedFiles.Chain2022),
                BackupChainFile = SharedFiles.Path(SharedFiles.ChainQqq),
            }
        );
        await client.AskAsync(new LineRequest(1, Connected.Spx, "100,101"));
        await client.AskAsync(new LineRequest(2, Connected.Qqq, "100,101"));
        await client.FirstAsync<TickSize>(tick => tick is { RequestId: 2, Type: TickType.PutVolume });
        var lines = TableLines.Of(SharedFiles.ChainQqq);
        var live = lines.Where(line => !line.CallSymbol.StartsWith("QQQ230922", StringComparison.Ordinal));
        Assert.That(
            client.All<TickSize>().Single(tick => tick.Type == TickType.CallOpenInterest).Size,
            Is.EqualTo(live.Sum(line => line.CallOpenInterest))
        );
        Assert.That(client.All<TickSize>().Where(tick => tick.RequestId == 1 && tick.Type >= TickType.CallOpenInterest), Is.Empty);
    }

    private SimulatedGatewayOptions With(string key, FeedPermission permission) =>
        new()
        {
            Time = _clock,
            Permissions = new Dictionary<string, FeedPermission> { [key] = permission },
        };
}
