namespace MiaIa.Evidence.Backtest;

/// <summary>A column of two tables of readings that is not the same in both.</summary>
/// <param name="Column">Such as <c>score</c> or the name of a feature.</param>
/// <param name="Rows">Seconds in which it differs.</param>
/// <param name="FirstUnixNs">The first of them.</param>
/// <param name="LastUnixNs">The last of them.</param>
/// <param name="One">The value there in the one table, as text; empty = not ready.</param>
/// <param name="Other">The value there in the other.</param>
public sealed record ReadingDifference(string Column, long Rows, long FirstUnixNs, long LastUnixNs, string One, string Other);
