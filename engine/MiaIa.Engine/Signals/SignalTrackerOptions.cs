namespace MiaIa.Engine.Signals;

/// <summary>What the tracker is told: the signals' options, the feeds' limits that its gates quote, and how signals are numbered.</summary>
internal sealed record SignalTrackerOptions(
    SignalOptions Signals,
    int StudyStaleMillis,
    int BookStaleMillis,
    ulong FirstSignalId,
    ulong SignalIdStep
);
