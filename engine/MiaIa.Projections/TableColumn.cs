namespace MiaIa.Projections;

/// <summary>The values of a column, one a row.</summary>
/// <param name="Name">Within its table.</param>
/// <param name="Values"><c>long[]</c>, <c>long?[]</c>, <c>double[]</c>, <c>double?[]</c> or <c>string[]</c>; a text that is not there is null.</param>
public sealed record TableColumn(string Name, Array Values);
