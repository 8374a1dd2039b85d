using MiaIa.Engine.Pipeline;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Sessions;

/// <summary>Which modes of a study fit the engine's: the same one, with a Sierra that is as the mode needs it, or dry-run, which trades nothing.</summary>
internal static class ModeRules
{
    internal static Refused? FirstBroken(Hello hello, TradingOptions trading)
    {
        var mode = (TradingMode)(int)trading.Mode;
        if (hello.Mode == TradingMode.DryRun)
            return null;
        if (hello.Mode != mode)
            return Because($"the study's mode is {hello.Mode}, the engine allows {mode}");
        if (mode == TradingMode.Sim)
            return hello.TradeSimulationOn ? null : Because($"the mode is {mode}, and Sierra's trade simulation is off");
        if (hello.TradeSimulationOn)
            return Because($"the mode is {mode}, and Sierra's trade simulation is on");
        if (hello.Label.Length > 0 || hello.Replay is ReplayState.Running or ReplayState.Paused)
            return Because($"the mode is {mode}, and the chart's market is {(hello.Label.Length > 0 ? hello.Label : "a replay")}");
        return trading.Risk.LiveAccounts.Contains(hello.Account)
            ? null
            : Because($"the mode is {mode}, and the account {Ingress.Refusal.Quote(hello.Account)} is not in LiveAccounts");
    }

    private static Refused Because(FormattableString text) => HelloRules.Because("mode_mismatch", text);
}
