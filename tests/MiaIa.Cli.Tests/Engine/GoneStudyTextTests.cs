using MiaIa.Cli.Engine;
using MiaIa.V1;

namespace MiaIa.Cli.Tests.Engine;

/// <summary>What is shown of an instrument whose study has gone is marked as of then.</summary>
public sealed class GoneStudyTextTests
{
    private const string Stale = "    stale: no study is attached, and market time stands still: 600 s of each age below";

    [Test]
    public void Ages_count_on_by_the_engines_clock_and_are_marked_before_they_are_told()
    {
        var lines = StateText.Lines(Status(isAttached: false)).ToList();
        var mark = lines.IndexOf(Stale);
        Assert.That(mark, Is.GreaterThan(0));
        Assert.That(lines.FindIndex(line => line.Contains("602 s old", StringComparison.Ordinal)), Is.GreaterThan(mark));
        Assert.That(StateText.Lines(Status(isAttached: true)), Has.None.EqualTo(Stale));
    }

    [TestCase(TradingMode.Live, false, true)]
    [TestCase(TradingMode.Sim, false, true)]
    [TestCase(TradingMode.Live, true, false)]
    [TestCase(TradingMode.DryRun, false, false)]
    public void What_no_study_confirms_is_said_to_be_as_last_known(TradingMode mode, bool isAttached, bool isMarked)
    {
        var status = new EngineStatus();
        foreach (var epoch in (ulong[])[0, 1])
        {
            var instrument = new InstrumentState
            {
                Instrument = "ES",
                Epoch = epoch,
                StudyAttached = isAttached,
                Trading = new TradingView { Mode = mode },
            };
            instrument.Order.Add(new OpenOrder { Role = OrderRole.Entry });
            status.Instrument.Add(instrument);
        }

        IEnumerable<string>[] said = [StatusText.Lines(status), StateText.Lines(status), StoppedEngine.WhatStays(status)];
        var counts = said.Select(lines => lines.Count(line => line.Contains("as last known, not reconciled", StringComparison.Ordinal)));
        Assert.That(counts, Is.All.EqualTo(isMarked ? 2 : 0));
    }

    private static EngineStatus Status(bool isAttached)
    {
        var market = new MarketView
        {
            Options = new OptionsView { BasisPoints = 30, BasisAgeUs = 2_000_000 },
        };
        var status = new EngineStatus { NowUnixNs = 700_000_000_000 };
        status.Instrument.Add(
            new InstrumentState
            {
                Instrument = "ES",
                Epoch = 1,
                StudyAttached = isAttached,
                MarketAtUnixNs = 100_000_000_000,
                State = new ConfluenceState { Market = market },
            }
        );
        return status;
    }
}
