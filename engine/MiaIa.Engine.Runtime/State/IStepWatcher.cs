using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;

namespace MiaIa.Engine.Runtime.State;

/// <summary>Looks on at a core, event by event.</summary>
internal interface IStepWatcher
{
    /// <summary>The core has taken an event, and everybody has been told what it brought about.</summary>
    void Stepped(EngineCore core, in MarketEvent e);
}
