using MiaIa.Engine.Runtime.Ingress;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.State;

/// <summary>
/// Whether a position, an order or an execution that a study reports is that of its account, and of the kind of account that the mode trades:
/// another one's would be taken for the truth of ours. What names no account is of the one that the study's Hello names, as are all orders and
/// executions of a study that speaks protocol 4.
/// </summary>
internal static class ForeignReport
{
    /// <summary>Why a position is another's, in words; null when it is ours, or when no order is made anyway.</summary>
    internal static string? WhyOf(EpochState state, PositionReport report) =>
        WhyOf(state, "a position", report.Account, report.Simulated, isEmptyKnown: true);

    /// <summary>Why an order is another's; null too for an answer behind which there is no order.</summary>
    internal static string? WhyOf(EpochState state, OrderReport report) =>
        report.SierraOrderId == 0 ? null : WhyOf(state, "an order", report.Account, report.Simulated);

    /// <summary>Why an execution is another's.</summary>
    internal static string? WhyOf(EpochState state, FillReport report) => WhyOf(state, "a fill", report.Account, report.Simulated);

    private static string? WhyOf(EpochState state, string what, string account, bool isSimulated, bool isEmptyKnown = false)
    {
        var mode = state.Instrument.Core.Trading.Mode;
        if (mode == Accounts.TradingMode.DryRun)
            return null;
        var own = state.Hello.Account;
        // A chart on which no account is selected has nothing to hold an order against; a position is the selected account's.
        var isKnown = account.Length > 0 && (own.Length > 0 || isEmptyKnown);
        // Sierra does not tell large letters from small ones in accounts.
        if (isKnown && !string.Equals(account, own, StringComparison.OrdinalIgnoreCase))
            return $"{what} of account {Refusal.Quote(account)}, and the study's is {Refusal.Quote(own)}";
        if (isSimulated == (mode == Accounts.TradingMode.Sim))
            return null;
        return $"{(isSimulated ? $"a simulated {what[(what.IndexOf(' ') + 1)..]}" : $"{what} of real money")}, and the mode is {mode}";
    }
}
