namespace MiaIa.Cli.Evidence;

/// <summary>What was found.</summary>
/// <param name="JsonPath">The file for programs.</param>
/// <param name="Lines">For a person.</param>
internal sealed record SweepAnswer(string JsonPath, IEnumerable<string> Lines);
