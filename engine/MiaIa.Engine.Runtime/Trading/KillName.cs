namespace MiaIa.Engine.Runtime.Trading;

/// <summary>
/// The name whose mere being there, in the journal's folder, stops trading: <c>KILL</c> in any case and with any ending. An Explorer that hides
/// endings makes <c>KILL.txt</c> of what a person calls KILL.
/// </summary>
public static class KillName
{
    private const string Name = "KILL";

    // Every name counts, also one that is hidden; the pattern is only a first sieve, which Windows makes in its kernel.
    private static readonly EnumerationOptions AnyOf = new() { AttributesToSkip = 0, MatchCasing = MatchCasing.CaseInsensitive };

    /// <summary>Looks for it in a folder, as a file or as a folder.</summary>
    /// <param name="folder">Of the journal; it need not be there.</param>
    /// <returns>The name as it lies there; null where it does not.</returns>
    public static string? FindIn(string folder)
    {
        // Of a folder that cannot be listed a name can still be asked for.
        if (Path.Exists(Path.Combine(folder, Name)))
            return Name;
        try
        {
            return Directory
                .EnumerateFileSystemEntries(folder, Name + "*", AnyOf)
                .Select(path => Path.GetFileName(path))
                .FirstOrDefault(IsMeant);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // There is no such folder now, or it cannot be read: what writes the journal there finds that out and says so.
            return null;
        }
    }

    private static bool IsMeant(string name) => name.Split('.', 2)[0].TrimEnd().Equals(Name, StringComparison.OrdinalIgnoreCase);
}
