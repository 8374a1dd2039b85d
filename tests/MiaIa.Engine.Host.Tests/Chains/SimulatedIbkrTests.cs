using Grpc.Net.Client;
using MiaIa.Engine.Options;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.GatewaySim;
using MiaIa.GatewaySim.Setup;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Connection;
using MiaIa.Tests.Access;
using MiaIa.V1;
using Serilog;

namespace MiaIa.Engine.Host.Tests.Chains;

/// <summary>The engine as a client of the simulated Gateway.</summary>
public sealed class SimulatedIbkrTests
{
    private const double Speed = 30;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly DateTimeOffset Start = new(2026, 11, 16, 14, 30, 0, TimeSpan.Zero);

    [Test]
    public async Task A_simulated_Gateways_chain_and_indices_reach_every_core_and_are_never_called_live()
    {
        await using var gateway = await SimulatedGateway.StartAsync(
            new SimulatedGatewayOptions
            {
                Time = new ScaledClock(Start, Speed, TimeProvider.System),
                MarketStart = Start,
                VixLevel = 17.5,
                Pulse = TimeSpan.FromSeconds(1),
            }
        );
        using var folder = new TemporaryFolder();
        var settings = new EngineSettings
        {
            Port = 0,
            CredentialsFolder = TestAccess.Folder,
            Journal = new JournalSettings { Directory = folder.FullName },
            Ibkr = new IbkrSettings
            {
                Enabled = true,
                Port = gateway.Port,
                CacheFolder = "",
                Source = IbkrSource.Synthetic,
                ClockSpeed = Speed,
                ClockStart = "2026-11-16T14:30:00Z",
            },
        };
        await using var engine = await EngineServer.StartAsync(settings, new LoggerConfiguration().CreateLogger());

        await UntilAsync(() => engine.Runner.Read(step => step.Chains.SourceOf(Underlying.Spx)) == OptionSource.Synthetic, "the listing");
        await UntilAsync(() => engine.Runner.Read(step => step.FindInstrument("ES")!.Core.Levels.VolatilityPoints) == 17.5, "VIX");
        Assert.Multiple(() =>
        {
            Assert.That(engine.Runner.Read(step => step.FindInstrument("ES")!.Core.Levels.ChainSource), Is.EqualTo(ChainSource.Synthetic));
            Assert.That(engine.Ibkr!.Label, Is.EqualTo("SYNTHETIC"));
            Assert.That(engine.Runner.Read(step => step.RefusedOptions.Total), Is.Zero);
            Assert.That(gateway.Statistics.LinesMax, Is.LessThanOrEqualTo(100));
            Assert.That(gateway.Statistics.OrderMessages, Is.Zero);
        });
    }

    [Test]
    public async Task A_simulated_Gateway_is_refused_where_a_live_one_is_expected()
    {
        await using var gateway = await SimulatedGateway.StartAsync(new SimulatedGatewayOptions { MarketStart = Start });
        using var folder = new TemporaryFolder();
        var settings = new EngineSettings
        {
            Port = 0,
            CredentialsFolder = TestAccess.Folder,
            Journal = new JournalSettings { Directory = folder.FullName },
            Ibkr = new IbkrSettings
            {
                Enabled = true,
                Port = gateway.Port,
                CacheFolder = "",
            },
        };
        await using var engine = await EngineServer.StartAsync(settings, new LoggerConfiguration().CreateLogger());

        using var channel = TestAccess.Channel(engine.Address);
        IbkrState? link = null;
        await UntilAsync(() => IsUnsuitable(link = StateOf(channel).Ibkr), "the alert");
        Assert.Multiple(() =>
        {
            Assert.That(link!.Alert.Single(alert => alert.Name == AlertNames.GatewayUnsuitable).Text, Does.Contain("simulated Gateway"));
            Assert.That(engine.Runner.Read(step => step.Chains.SourceOf(Underlying.Spx)), Is.EqualTo(OptionSource.Unspecified));
            Assert.That(gateway.Statistics.LinesMax, Is.Zero);
        });
    }

    private static bool IsUnsuitable(IbkrState link) => link.Alert.Any(alert => alert.Name == AlertNames.GatewayUnsuitable);

    private static EngineStatus StateOf(GrpcChannel channel) =>
        new V1.Engine.EngineClient(channel).GetStateAsync(new GetStateRequest()).GetAwaiter().GetResult();

    private static async Task UntilAsync(Func<bool> isReached, string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!isReached())
        {
            Assert.That(limit.IsCancellationRequested, Is.False, $"{what} did not come within {Limit.TotalSeconds} s");
            await Task.Delay(20);
        }
    }
}
