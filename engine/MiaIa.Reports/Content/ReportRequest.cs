using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.State;
using MiaIa.Reports.Periods;

namespace MiaIa.Reports.Content;

/// <summary>What a report is made from.</summary>
/// <param name="Database">The SQLite file of trades.</param>
/// <param name="Options">The engine's.</param>
/// <param name="Period">Which.</param>
/// <param name="Now">What is later is not wanted yet.</param>
public sealed record ReportRequest(string Database, EngineOptions Options, ReportPeriod Period, UnixNanos Now)
{
    /// <summary>The journal's directory, to be replayed; empty = it is not, and what only it tells is not measured.</summary>
    public string Journal { get; init; } = "";
}
