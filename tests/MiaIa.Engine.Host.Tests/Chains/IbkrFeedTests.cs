using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.GatewaySim;
using MiaIa.GatewaySim.Setup;
using MiaIa.Tests.Access;
using MiaIa.V1;
using Serilog;

namespace MiaIa.Engine.Host.Tests.Chains;

/// <summary>A whole engine beside a simulated Gateway, over real sockets.</summary>
public sealed class IbkrFeedTests
{
    [Test]
    public async Task A_chain_of_the_Gateway_reaches_the_journal_and_the_state()
    {
        using var folder = new TemporaryFolder();
        await using var gateway = await SimulatedGateway.StartAsync(new SimulatedGatewayOptions());
        await using (var server = await StartAsync(folder, gateway.Port))
        using (var channel = TestAccess.Channel(server.Address))
        {
            var state = await StateOf.UntilAsync(channel, s => s.Ibkr is { Link: "Live", InputsTaken: > 50 });
            Assert.That(state.Ibkr.InputsRefused, Is.Zero);
            Assert.That(state.OptionRefused, Is.Empty);
            Assert.That((state.Ibkr.ClientId, state.Ibkr.LinesLimit), Is.EqualTo((999u, 100u)));
            Assert.That(state.Ibkr.Alert[0].Name, Is.EqualTo("connected"));
            Assert.That(state.Ibkr.Volatility, Does.StartWith("VIX ").And.Contain("; VXN "));
            Assert.That(server.Runner.Read(step => step.Chains.SourceOf(Underlying.Spx)), Is.EqualTo(OptionSource.Synthetic));
            Assert.That(server.Runner.Read(step => step.Chains.ContractsOf(Underlying.Spx)), Is.GreaterThan(1_000u));
            Assert.That(Directory.GetFiles(Path.Combine(folder.FullName, "cache")), Is.Not.Empty, "contracts are kept for a restart");
        }

        Assert.That(gateway.Statistics.OrderMessages, Is.Zero);
        Assert.That((gateway.Statistics.MessagesMalformed, gateway.Statistics.MessagesUnknown), Is.EqualTo((0L, 0L)));
        Assert.That(gateway.Statistics.MessagesInASecondMax, Is.LessThanOrEqualTo(50));
        Assert.That(gateway.Statistics.LinesMax, Is.LessThanOrEqualTo(100));
        // Everything the cores saw is in the journal: a second engine begins where this one ended.
        await using var again = await EngineServer.StartAsync(Of(folder, 1, isEnabled: false), Silent());
        Assert.That(again.Runner.Read(step => step.Chains.SourceOf(Underlying.Spx)), Is.EqualTo(OptionSource.Synthetic));
    }

    [Test]
    public async Task Without_a_Gateway_the_engine_serves_and_says_so()
    {
        using var folder = new TemporaryFolder();
        await using var server = await StartAsync(folder, port: 1);
        using var channel = TestAccess.Channel(server.Address);
        var state = await StateOf.UntilAsync(channel, s => s.Ibkr?.Alert.Count > 0);
        Assert.That(state.Ibkr.Alert[0].Name, Is.EqualTo("disconnected"));
        Assert.That(state.Ibkr.Alert[0].Text, Does.StartWith("127.0.0.1:1 cannot be reached"));
        Assert.That(state.Halted, Is.False, "a missing options feed only lowers coverage");
    }

    [Test]
    public async Task An_engine_that_asks_no_Gateway_says_nothing_of_one()
    {
        using var folder = new TemporaryFolder();
        await using var server = await EngineServer.StartAsync(Of(folder, 1, isEnabled: false), Silent());
        using var channel = TestAccess.Channel(server.Address);
        Assert.That((await new V1.Engine.EngineClient(channel).GetStateAsync(new GetStateRequest())).Ibkr, Is.Null);
    }

    private static Task<EngineServer> StartAsync(TemporaryFolder folder, int port) =>
        EngineServer.StartAsync(Of(folder, port, isEnabled: true), Silent());

    private static EngineSettings Of(TemporaryFolder folder, int port, bool isEnabled) =>
        new()
        {
            Port = 0,
            CredentialsFolder = TestAccess.Folder,
            Journal = new JournalSettings { Directory = Path.Combine(folder.FullName, "journal") },
            Options = new OptionSettings { HistoryFolder = "" },
            Ibkr = new IbkrSettings
            {
                Enabled = isEnabled,
                Port = port,
                Source = IbkrSource.Synthetic,
                CacheFolder = Path.Combine(folder.FullName, "cache"),
            },
        };

    private static Serilog.Core.Logger Silent() => new LoggerConfiguration().CreateLogger();
}
