using System.Globalization;
using System.Text.RegularExpressions;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.GatewaySim;
using MiaIa.GatewaySim.Setup;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Connection;
using MiaIa.Tests.Access;

namespace MiaIa.Engine.Host.Tests.Processes;

/// <summary>An engine that is killed while it sweeps open interest, beside a simulated Gateway thirty times as fast as the wall.</summary>
public sealed partial class KilledSweepTests
{
    private const double Speed = 30;
    private const int CountedRequest = 9;
    private static readonly DateTimeOffset Start = new(2026, 11, 16, 14, 30, 0, TimeSpan.Zero);

    [Test]
    public async Task Killed_at_any_moment_it_goes_on_with_the_open_interest_that_it_had_kept()
    {
        using var folder = new TemporaryFolder();
        var kept = folder.File(Path.Combine("cache", "SPX.open-interest"));
        await using var gateway = await SimulatedGateway.StartAsync(
            new SimulatedGatewayOptions
            {
                Time = new ScaledClock(Start, Speed, TimeProvider.System),
                MarketStart = Start,
                Pulse = TimeSpan.FromSeconds(1),
            }
        );
        var (known, listed) = (0, 0L);
        for (var life = 0; life < 3; life++)
        {
            using var engine = EngineProcess.Start(
                "--Port=0",
                $"--Journal:Directory={folder.File("journal")}",
                "--Options:HistoryFolder=",
                "--Ibkr:Enabled=true",
                $"--Ibkr:Port={gateway.Port}",
                "--Ibkr:Source=Synthetic",
                $"--Ibkr:ClockSpeed={Speed}",
                "--Ibkr:ClockStart=2026-11-16T14:30:00Z",
                $"--Ibkr:CacheFolder={folder.File("cache")}"
            );
            using var channel = TestAccess.Channel(await engine.ReadyAsync());
            var state = (await StateOf.UntilAsync(channel, s => ReadOf(s.Ibkr.Chain) > 0)).Ibkr;
            Assert.That(ReadOf(state.Chain), Is.GreaterThanOrEqualTo(known), "what was on the disk is known at once");
            Assert.That(state.Alert.Select(alert => alert.Name), Has.None.EqualTo(AlertNames.CacheDamaged));
            await StateOf.UntilAsync(channel, _ => File.Exists(kept) && LinesOf(kept) > known + 500);
            // Some moment, perhaps in the middle of a write.
            await Task.Delay(150 * life);
            engine.KillAtOnce();
            await engine.EndAsync();
            known = LinesOf(kept);
            Assert.That(
                gateway.Statistics.RequestsOf(CountedRequest),
                life == 0 ? Is.GreaterThan(listed) : Is.EqualTo(listed),
                "contracts are asked for once"
            );
            listed = gateway.Statistics.RequestsOf(CountedRequest);
        }
    }

    /// <summary>Contracts whose open interest was read, by the report of the feed; 0 before there is one.</summary>
    private static int ReadOf(string chain) =>
        ReadCount().Match(chain) is { Success: true } found ? int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    private static int LinesOf(string path) => File.ReadLines(path).Count() - 2;

    [GeneratedRegex(@"\((\d+) read")]
    private static partial Regex ReadCount();
}
