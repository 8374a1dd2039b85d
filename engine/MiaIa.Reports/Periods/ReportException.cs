namespace MiaIa.Reports.Periods;

/// <summary>A report cannot be made of what was asked for. The message names the value and what is allowed.</summary>
public sealed class ReportException : Exception
{
    /// <inheritdoc/>
    public ReportException(string message)
        : base(message) { }

    /// <inheritdoc/>
    public ReportException(string message, Exception inner)
        : base(message, inner) { }

    /// <inheritdoc/>
    public ReportException() { }
}
