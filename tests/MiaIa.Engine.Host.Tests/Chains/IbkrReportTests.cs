using MiaIa.Engine.Host.Chains;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Ibkr.Planning;
using MiaIa.V1;
using Serilog;

namespace MiaIa.Engine.Host.Tests.Chains;

/// <summary>What the log says of the link to IBKR once a minute.</summary>
public sealed class IbkrReportTests
{
    private const int StepsAMinute = 1_200;

    [TestCase(IbkrSource.Live, "IBKR \"Stopped\", ")]
    [TestCase(IbkrSource.Synthetic, "IBKR \"[SYNTHETIC] Stopped\", ")]
    [TestCase(IbkrSource.Replay, "IBKR \"[REPLAY] Stopped\", ")]
    public async Task Values_that_are_not_the_markets_are_called_so(IbkrSource source, string begin)
    {
        var said = new SaidLines();
        await using var feed = new IbkrFeed(
            new IbkrSettings { Source = source, CacheFolder = "" },
            new Nobody(),
            TimeProvider.System,
            new LogMessages(new LoggerConfiguration().WriteTo.Sink(said).CreateLogger())
        );
        for (var step = 1; step < StepsAMinute; step++)
            feed.Step();
        Assert.That(said.All, Has.None.Contains(" lines, "));
        feed.Step();
        Assert.That(said.All, Has.Exactly(1).Contains(" lines, ").And.Exactly(1).StartsWith(begin));
    }

    private sealed class Nobody : IOptionIngress
    {
        public string? Apply(OptionInput input) => null;
    }
}
