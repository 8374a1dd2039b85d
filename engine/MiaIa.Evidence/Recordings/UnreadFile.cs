namespace MiaIa.Evidence.Recordings;

/// <summary>A file or folder that could not be read at all.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Why">In words.</param>
public sealed record UnreadFile(string Path, string Why);
