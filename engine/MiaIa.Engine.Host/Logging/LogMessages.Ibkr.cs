using MiaIa.CboeFiles;
using MiaIa.Ibkr.Client;
using MiaIa.Ibkr.Planning;
using Serilog.Events;

namespace MiaIa.Engine.Host.Logging;

/// <content>IBKR.</content>
internal sealed partial class LogMessages
{
    /// <summary>Something about the link to IBKR.</summary>
    public void IbkrAlert(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        var level = alert.Severity switch
        {
            AlertSeverity.Error => LogEventLevel.Error,
            AlertSeverity.Warning => LogEventLevel.Warning,
            _ => LogEventLevel.Information,
        };
        Write(60, level, "IBKR {Name}: {Text}", alert.Name, alert.Text);
    }

    /// <summary>Once a minute: how well the chain is known.</summary>
    public void IbkrReport(string label, ClientStatus status, FeedReport? report, IReadOnlyList<VolatilityStanding> volatility)
    {
        ArgumentNullException.ThrowIfNull(status);
        Write(
            61,
            LogEventLevel.Information,
            "IBKR {State}, {Held} of {Limit} lines, {Dropped} frames not readable, {PassedOver} passed over, {Unhandled} codes without effect, {Unknown} refusals of contracts that IBKR does not know; {Report}; {Volatility}",
            label.Length > 0 ? $"[{label}] {status.State}" : $"{status.State}",
            status.LinesHeld,
            status.LinesLimit,
            status.FramesDropped,
            status.FramesPassedOver,
            status.NoticesUnhandled,
            status.ContractsRefused,
            report?.ToString() ?? "the contracts are not known yet",
            string.Join("; ", volatility)
        );
    }

    /// <summary>A quote table's open interest serves the chain of IBKR, or not.</summary>
    public void IbkrTable(bool isTaken, CboeTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        Write(
            62,
            LogEventLevel.Information,
            "the open interest of the table as of {AsOf} {Verdict}",
            Engine.Options.NewYorkTime.From(table.AsOf),
            isTaken ? "serves the chain of IBKR" : "is of another day than the chain of IBKR, and is not taken"
        );
    }

    /// <summary>Something that costs time and no value.</summary>
    public void IbkrProblem(string text) => Write(63, LogEventLevel.Warning, "IBKR: {Text}", text);
}
