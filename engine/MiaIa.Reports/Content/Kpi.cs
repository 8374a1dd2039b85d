namespace MiaIa.Reports.Content;

/// <summary>A figure that was promised.</summary>
/// <param name="Name">Such as uptime.</param>
/// <param name="Promise">What must hold.</param>
/// <param name="Value">What is; null = not measured.</param>
/// <param name="Unit">Of the value.</param>
/// <param name="Holds">Whether the promise is kept; null = not measured.</param>
/// <param name="Count">The size of the sample.</param>
/// <param name="Low">The lower end of its interval at 95 %, where it is a rate of independent things.</param>
/// <param name="High">The upper end.</param>
/// <param name="Definition">How it is counted.</param>
/// <param name="Remark">Why it is not measured, or what else to know.</param>
public sealed record Kpi(
    string Name,
    string Promise,
    double? Value,
    string Unit,
    bool? Holds,
    long Count,
    double? Low,
    double? High,
    string Definition,
    string Remark
);
