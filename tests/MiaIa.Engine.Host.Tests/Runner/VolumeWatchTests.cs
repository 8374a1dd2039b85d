using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Host.Watches;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using Serilog;

namespace MiaIa.Engine.Host.Tests.Runner;

/// <summary>Fault 13: silence in regular hours is an error in the log, once a stretch, and its end is said.</summary>
public sealed class VolumeWatchTests
{
    private const long Second = 1_000_000_000;

    // Tuesday 2023-12-26 15:00 UTC is 10:00 New York, an hour of trading; 08:00 UTC is the night.
    private const long Morning = 1_703_602_800 * Second;
    private const long Night = Morning - (7 * 3600 * Second);

    private SaidLines _said = null!;
    private EngineState _state = null!;
    private VolumeWatch _watch = null!;

    private IEnumerable<string> OfEs => _said.All.Where(line => line.StartsWith("\"ES\": ", StringComparison.Ordinal));

    [SetUp]
    public void Begin()
    {
        _said = new();
        _state = new EngineState(EngineOptions.From(new EngineSettings()), 1, new DecisionOutbox());
        _watch = new VolumeWatch(new LogMessages(new LoggerConfiguration().WriteTo.Sink(_said).CreateLogger()));
    }

    [Test]
    public void Fault_13_Nothing_traded_for_a_minute_is_said_once_a_stretch_and_so_is_its_end()
    {
        Trade(Morning);
        Pass(Morning, seconds: 59);
        Assert.That(OfEs, Is.Empty);
        Pass(Morning, seconds: 300);
        Assert.That(OfEs.Single(), Does.Contain("nothing has traded for 60 s").And.Contain("NO_VOLUME"));
        Assert.That(_said.Errors, Does.Contain(OfEs.Single()), "an error, and nothing less");
        Trade(Morning + (301 * Second));
        Pass(Morning + (301 * Second), seconds: 50);
        Assert.That(OfEs.Count(), Is.EqualTo(2));
        Assert.That(OfEs.Last(), Does.Contain("trades again"));
        Pass(Morning + (301 * Second), seconds: 200);
        Assert.That(OfEs.Count(line => line.Contains("nothing has traded", StringComparison.Ordinal)), Is.EqualTo(2), "another stretch");
    }

    [Test]
    public void Fault_13_Silence_outside_regular_hours_is_none()
    {
        Trade(Night);
        Pass(Night, seconds: 1_000);
        Assert.That(OfEs, Is.Empty);
    }

    [Test]
    public void Fault_13_A_market_that_has_not_traded_at_all_has_its_minute()
    {
        Pass(Morning, seconds: 59);
        Assert.That(OfEs, Is.Empty);
        Pass(Morning, seconds: 200);
        Assert.That(OfEs.Single(), Does.Contain("nothing has traded for 60 s"));
    }

    // A feed that goes on without a trade: market time moves with its heartbeats.
    private void Pass(long from, int seconds)
    {
        for (var second = 0; second <= seconds; second++)
        {
            var at = UnixNanos.Trusted(from + (second * Second));
            _state.FindInstrument("ES")!.Process(MarketEvent.Heartbeat(at, at, true));
            _watch.Look(_state, at.Value);
        }
    }

    private void Trade(long at)
    {
        var moment = UnixNanos.Trusted(at);
        _state
            .FindInstrument("ES")!
            .Process(
                MarketEvent.Trade(
                    moment,
                    moment,
                    PriceTicks.Trusted(19_240),
                    Contracts.Trusted(1),
                    Aggressor.Buy,
                    PrintGroup.None,
                    default,
                    default,
                    false
                )
            );
        _watch.Look(_state, at);
    }
}
