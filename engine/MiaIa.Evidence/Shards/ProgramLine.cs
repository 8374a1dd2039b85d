namespace MiaIa.Evidence.Shards;

/// <summary>How this program is started again, here or on another machine that has it at the same place.</summary>
/// <param name="File">The executable.</param>
/// <param name="Arguments">What comes before the command's own words.</param>
public sealed record ProgramLine(string File, IReadOnlyList<string> Arguments);
