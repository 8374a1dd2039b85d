using MiaIa.V1;
using Simulation.Faults;
using Simulation.Network;
using Simulation.Study;

namespace Simulation.Checks;

/// <summary>What holds of one study's order calls, by what it was told and what its chart shows.</summary>
internal sealed class StudyConduct(AlwaysTrue always, StudySide study, RowsReached rows, Limits limits, Story story, string name) : ITraffic
{
    // A session that reads: another study has the lease.
    private const int Reading = 2;
    private const int Publishing = 1;

    private bool _isHalted;
    private bool _wasHalted;
    private bool _isResumedInBatch;
    private bool _wasReading;
    private bool _wasPublishing;
    private ulong _entryCalls;
    private ulong _allCalls;

    public void FromStudy(byte[] bytes)
    {
        var frame = StudyFrame.Parser.ParseFrom(bytes);
        if (story.IsKept)
            story.Told($"{name}<", frame);
        if (frame is { BodyCase: StudyFrame.BodyOneofCase.OrderReport, OrderReport.Code: "expired" })
            rows.Reach(FaultRow.R41_CommandLate);
    }

    public void ToStudy(byte[] bytes)
    {
        var frame = EngineFrame.Parser.ParseFrom(bytes);
        if (story.IsKept)
            story.Told($"{name}>", frame);
        switch (frame.BodyCase)
        {
            case EngineFrame.BodyOneofCase.OrderCommand:
                always.CommandArrived(frame.OrderCommand.CommandId);
                break;
            case EngineFrame.BodyOneofCase.Halt or EngineFrame.BodyOneofCase.Flatten:
                _isHalted = true;
                break;
            case EngineFrame.BodyOneofCase.Resume:
                _isHalted = false;
                _isResumedInBatch = true;
                break;
            // A Resume may be lost; the study goes by the view then.
            case EngineFrame.BodyOneofCase.TradingView when frame.TradingView.State != TradingState.Halted:
                _isHalted = false;
                _isResumedInBatch = true;
                break;
        }
    }

    /// <summary>The study's call is over.</summary>
    internal void StudyCalled(ChartState chart)
    {
        always.Look();
        if (study.Belief is { Faults: > 0 } belief)
            throw new BrokenRuleException($"the study's glue caught {belief.Faults} exceptions");
        var calls = study.Calls;
        if (limits.MayNotOrder && calls.All > 0)
            throw new BrokenRuleException("an order call where mode or account forbid it");
        if (calls.Entries > _entryCalls && chart is not (ChartState.AsEver or ChartState.TapeAway))
            throw new BrokenRuleException($"an entry while the chart is {chart}");
        HoldLease(calls);
        HoldCalls(calls, chart);
        if (calls.Entries > _entryCalls && _wasHalted && !_isResumedInBatch)
            throw new BrokenRuleException("an entry while halted");
        always.EntryCalls += calls.Entries - _entryCalls;
        if (always.EntryCalls > (ulong)always.Intents)
            throw new BrokenRuleException($"{always.EntryCalls} entry calls for {always.Intents} intents");
        _entryCalls = calls.Entries;
        (_wasHalted, _isResumedInBatch) = (_isHalted, false);
        always.LookAtOrders();
    }

    /// <summary>The study was taken off the chart and put on again: its last call belongs to the chart as it was then.</summary>
    internal void StudyReloaded(ChartState chart)
    {
        always.ProtectionBeginsAnew();
        HoldCalls(study.Calls, chart);
        _wasReading = _wasPublishing = false;
    }

    // The study without the lease leaves what is there to the one that has it.
    private void HoldLease(in Abi.OrderCalls calls)
    {
        var state = study.Belief?.SessionState;
        if (_wasReading && state == Reading && calls.All > _allCalls)
            throw new BrokenRuleException($"an order call of a study that only reads: {calls}");
        if (state == Publishing && !_wasPublishing)
            always.Publishes(study);
        (_wasReading, _wasPublishing) = (state == Reading, state == Publishing);
    }

    private void HoldCalls(in Abi.OrderCalls calls, ChartState chart)
    {
        if (calls.All > _allCalls && chart is ChartState.Replaying or ChartState.OtherSymbol or ChartState.OtherSimulation)
            throw new BrokenRuleException($"an order call while the chart is {chart}: {calls}");
        _allCalls = calls.All;
    }
}
