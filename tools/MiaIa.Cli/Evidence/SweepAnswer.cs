namespace MiaIa.Cli.Evidence;

/// <summary>What was found.</summary>
/// <param name="Json">For programs.</param>
/// <param name="Lines">For a person.</param>
internal sealed record SweepAnswer(string Json, IEnumerable<string> Lines);
