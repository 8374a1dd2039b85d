using MiaIa.Engine.Runtime.Ingress;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.State;

/// <summary>
/// Whether a position, an order or an execution that a study reports is that of its account, and of the kind of account that the mode trades:
/// another one's would be taken for the truth of ours. Orders and executions name no account: they are of the one that the study's Hello names.
/// </summary>
internal static class ForeignReport
{
    /// <summary>Why a position is another's, in words; null when it is ours, or when no order is made anyway.</summary>
    internal static string? WhyOf(EpochState state, PositionReport report) =>
        ModeOf(state) != Accounts.TradingMode.DryRun && report.Account.Length > 0 && report.Account != state.Hello.Account
            ? $"a position of account {Refusal.Quote(report.Account)}, and the study's is {Refusal.Quote(state.Hello.Account)}"
            : WhyOf(state, "position", report.Simulated);

    /// <summary>Why an order is another's; null too for an answer behind which there is no order.</summary>
    internal static string? WhyOf(EpochState state, OrderReport report) =>
        report.SierraOrderId == 0 ? null : WhyOf(state, "order", report.Simulated);

    /// <summary>Why an execution is another's.</summary>
    internal static string? WhyOf(EpochState state, FillReport report) => WhyOf(state, "fill", report.Simulated);

    private static string? WhyOf(EpochState state, string what, bool isSimulated)
    {
        var mode = ModeOf(state);
        if (mode == Accounts.TradingMode.DryRun || isSimulated == (mode == Accounts.TradingMode.Sim))
            return null;
        var article = what == "order" ? "an" : "a";
        return $"{(isSimulated ? $"a simulated {what}" : $"{article} {what} of real money")}, and the mode is {mode}";
    }

    private static Accounts.TradingMode ModeOf(EpochState state) => state.Instrument.Core.Trading.Mode;
}
