using MiaIa.Alerts;
using MiaIa.Engine.Host.Runner;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Runner;

/// <summary>An alert goes to the charts that it is about.</summary>
public sealed class NoticeOfEachChartTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 4, 15, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_study_hears_of_its_own_instrument_and_of_one_that_has_no_chart()
    {
        var state = new EngineState(EngineOptions.From(new EngineSettings()), 1, new DecisionOutbox());
        var (es, nq) = (state.FindInstrument("ES")!, state.FindInstrument("NQ")!);
        var (onEs, onNq) = (new HeardStudy(es), new HeardStudy(nq));
        var alert = new Alert(1, AlertCode.StaleFeed, "ES", AlertSeverity.Warning, "silent", Start, Start, 1);
        var subscribers = new Subscribers { Notices = new([alert], ["ES", "MES", "NQ", "MNQ"]) };
        subscribers.Add(onEs.Session);
        subscribers.Add(onNq.Session);
        subscribers.ShowState(es, state, 1_000_000_000);
        subscribers.ShowState(nq, state, 1_000_000_000);
        Assert.That(NoticeTo(onEs), Is.EqualTo("WARNING stale_feed ES: silent"));
        Assert.That(NoticeTo(onNq), Is.Empty);

        subscribers.Remove(onEs.Session);
        subscribers.ShowState(nq, state, 2_000_000_000);
        Assert.That(NoticeTo(onNq), Is.EqualTo("WARNING stale_feed ES: silent"), "nobody else says it");
    }

    private static string NoticeTo(HeardStudy study)
    {
        study.Session.Flush();
        return study.Heard.FindLast(frame => frame.BodyCase == EngineFrame.BodyOneofCase.TradingView)!.TradingView.Notice;
    }
}
