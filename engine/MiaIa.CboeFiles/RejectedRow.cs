namespace MiaIa.CboeFiles;

/// <summary>A row that was left out, and why.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Column">The column's name in the table's own heading, with its side where a name stands twice.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Reason">What was expected.</param>
public sealed record RejectedRow(int Line, string Column, string Value, string Reason)
{
    /// <summary>The place and the reason in one sentence.</summary>
    public override string ToString() => $"line {Line}, column {Column}: \"{Value}\" is not {Reason}";
}
