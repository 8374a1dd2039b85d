using MiaIa.Cli.Demo;
using MiaIa.V1;

namespace MiaIa.Cli.Tests.Demo;

public sealed class DemoVerdictTests
{
    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Fault("the stand-in ended with exit code 4", s => s.HostExitCode = 4);
        yield return Fault("the stand-in did not play to the end", s => s.End = null);
        yield return Fault("trade records played: expected 6, found 5", s => s.End = s.End! with { Records = 5 });
        yield return Fault("lots played: expected 30, found 29", s => s.End = s.End! with { Lots = 29 });
        yield return Fault("depth batches played: expected 40, found 39", s => s.End = s.End! with { DepthBatches = 39 });
        yield return Fault(
            "depth batches conflated by the chart's update interval: expected 0, found 2",
            s => s.End = s.End! with { DepthConflated = 2 }
        );
        yield return Fault("the engine did not tell its state", s => s.Engine = null);
        yield return Fault("no trade reached the engine", s => s.Engine!.Instrument.Clear());
        yield return Fault("trade records at the engine: expected 6, found 5", s => Engine(s).TradeRecords = 5);
        yield return Fault("trades at the engine: expected 3, found 4", s => Engine(s).Trades = 4);
        yield return Fault("lots at the ask at the engine: expected 20, found 19", s => Engine(s).BuyLots = 19);
        yield return Fault("lots at the bid at the engine: expected 10, found 11", s => Engine(s).SellLots = 11);
        yield return Fault("gaps: expected 0, found 1", s => Engine(s).Gaps = 1);
        yield return Fault("frames missing: expected 0, found 3", s => Engine(s).FramesMissing = 3);
        yield return Fault(
            "frames refused (bad_price): expected 0, found 2",
            s => Engine(s).Refused.Add(new NamedCount { Name = "bad_price", Count = 2 })
        );
        yield return Fault("different books at the engine: expected 30, found 29", s => Engine(s).DepthSnapshots = 29);
        yield return Fault("depth snapshots conflated by the study: expected 0, found 1", s => Engine(s).Study.DepthConflated = 1);
        yield return Fault("records refused by the study: expected 0, found 1", s => Engine(s).Study.RefusedRecords = 1);
        yield return Fault("depth batches seen by the study: expected at least 40, found 39", s => Engine(s).Study.DepthUnchanged = 9);
        yield return Fault("the study never reported its counters", s => Engine(s).Study = null);
        yield return Fault("final bid side in ticks: expected 24000×5, found 24000×6", s => Engine(s).Book.BidLots[0] = 6);
        yield return Fault("final ask side in ticks: expected 24001×7, found ", s => Engine(s).Book.AskLots.Clear());
        yield return Fault("signals drawn: expected 1, found 0", s => s.Signals.Clear());
        yield return Fault("the session is made up, but not everything is labelled SYNTHETIC", s => Engine(s).Label = "");
        yield return Fault(
            "the session is made up, but not everything is labelled SYNTHETIC",
            s => s.Signals[0] = s.Signals[0] with { Label = "" }
        );
        yield return Fault("the study made 1 order calls in dry-run, the first was BuyEntry", s => s.Orders.Add(new HostOrder("BuyEntry")));
        yield return Fault(
            "1 lines of the stand-in could not be read, the first: odd",
            s => s.Malformed.Add(new HostMalformed("x", "odd"))
        );
        yield return Fault("bridge did not stop when asked and was killed", s => s.Unstoppable.Add("bridge"));
    }

    [Test]
    public void When_everything_arrived_nothing_is_missing() => Assert.That(DemoVerdict.From(Sessions.Good()), Is.Empty);

    [TestCaseSource(nameof(Faults))]
    public void Each_shortfall_is_named_with_what_was_expected(string message, Delegate breakIt)
    {
        var session = Sessions.Good();
        ((Action<PlayedSession>)breakIt)(session);
        Assert.That(DemoVerdict.From(session), Is.EqualTo(new List<string> { message }));
    }

    [Test]
    public void The_summary_tells_every_part_of_the_run()
    {
        var session = Sessions.Good();
        Engine(session)
            .Latency.Add(
                new HopLatency
                {
                    Hop = "round_trip",
                    Count = 5,
                    P50Us = 100,
                    P99Us = 200.5,
                    MaxUs = 300,
                }
            );
        var text = string.Join('\n', DemoSummary.Lines(session));
        Assert.That(
            text,
            Does.Contain("SYNTHETIC")
                .And.Contain("6 records, 3 trades")
                .And.Contain("30: 20 at the ask, 10 at the bid")
                .And.Contain("1: 1 GOOD LONG")
                .And.Contain("40 played, 30 carried")
                .And.Contain("round_trip")
                .And.Contain("6000.00×5 / 6000.25×7")
        );
    }

    [Test]
    public void The_summary_of_a_run_that_never_began_says_so()
    {
        var empty = new PlayedSession(Sessions.Good().Tally, mustBeSynthetic: false);
        Assert.That(string.Join('\n', DemoSummary.Lines(empty)), Does.Contain("nothing arrived"));
    }

    private static InstrumentState Engine(PlayedSession session) => session.Engine!.Instrument[0];

    private static TestCaseData Fault(string message, Action<PlayedSession> breakIt) => new(message, breakIt);
}
