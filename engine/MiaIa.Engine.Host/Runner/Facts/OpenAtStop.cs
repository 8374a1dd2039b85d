using MiaIa.Engine.Accounts;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Host.Runner.Facts;

/// <summary>A stop closes nothing: whoever stops the engine with a position is told what goes on without it.</summary>
internal static class OpenAtStop
{
    internal static void Say(EngineState state, LogMessages log)
    {
        foreach (var instrument in state.Instruments)
        {
            var trading = instrument.Core.Trading;
            var (orders, lots) = (trading.Orders, trading.Orders.OwnPosition);
            if (lots == 0)
                continue;
            var isOnPaper = trading.Mode == TradingMode.DryRun;
            log.LeftInPlace(instrument.Name, lots, orders.WorkingStopLots, orders.WorkingTargetLots, isOnPaper);
        }
    }
}
