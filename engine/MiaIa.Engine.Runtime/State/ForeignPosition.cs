using MiaIa.Engine.Runtime.Ingress;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.State;

/// <summary>
/// Whether a position that a study reports is that of its account, and of the kind of account that the mode trades: another one's would be taken for
/// the truth of ours.
/// </summary>
internal static class ForeignPosition
{
    /// <summary>Why it is another's, in words; null when it is ours, or when no order is made anyway.</summary>
    internal static string? WhyOf(EpochState state, PositionReport report)
    {
        var mode = state.Instrument.Core.Trading.Mode;
        if (mode == Accounts.TradingMode.DryRun)
            return null;
        if (report.Account.Length > 0 && report.Account != state.Hello.Account)
            return $"a position of account {Refusal.Quote(report.Account)}, and the study's is {Refusal.Quote(state.Hello.Account)}";
        return report.Simulated == (mode == Accounts.TradingMode.Sim)
            ? null
            : $"a {(report.Simulated ? "simulated position" : "position of real money")}, and the mode is {mode}";
    }
}
