using MiaIa.Alerts;
using MiaIa.Alerts.Facts;
using MiaIa.Engine.Host.Runner.Facts;

namespace MiaIa.Engine.Host.Runner;

/// <content>What alerts are made of, and what the chart is told of them.</content>
internal sealed partial class EngineRunner
{
    /// <summary>What is so now. To be asked by one caller, once a second: it takes the latest frame since it was asked before.</summary>
    /// <param name="at">The wall clock.</param>
    /// <param name="isOpen">Whether futures trade then, by the exchange calendar.</param>
    /// <param name="hasGateway">Whether options are asked for at all.</param>
    public EngineFacts Facts(DateTimeOffset at, bool isOpen, bool hasGateway)
    {
        lock (_gate)
            return FactsReader.From(_state, _journal.Failure ?? "", new(at, isOpen, hasGateway), _subscribers.Studies);
    }

    /// <summary>What studies show of the alerts that are open.</summary>
    public void Notify(ChartNotices notices)
    {
        lock (_gate)
            _subscribers.Notices = notices;
    }
}
