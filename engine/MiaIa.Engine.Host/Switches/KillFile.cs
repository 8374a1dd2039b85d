using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Host.Switches;

/// <summary>
/// A name whose mere being there stops trading, a file or a folder: for scripts, for a second screen, for a machine on which nothing else
/// answers. The first line of a file, if there is one that can be shown, is the reason. The name is <c>KILL</c> in any case and with any ending: an
/// Explorer that hides endings makes <c>KILL.txt</c> of what a person calls KILL.
/// </summary>
internal sealed class KillFile
{
    private const int CharactersMax = 200;

    private const string Name = "KILL";

    // Every name counts, also one that is hidden; the pattern is only a first sieve, which Windows makes in its kernel.
    private static readonly EnumerationOptions AnyOf = new() { AttributesToSkip = 0, MatchCasing = MatchCasing.CaseInsensitive };

    private readonly string _folder;

    /// <summary>Looks for <c>KILL</c> in a folder.</summary>
    internal KillFile(string folder) => _folder = folder;

    /// <summary>Its name as it lies there; null where it does not.</summary>
    internal string? Find()
    {
        // Of a folder that cannot be listed a name can still be asked for.
        if (Path.Exists(Path.Combine(_folder, Name)))
            return Name;
        try
        {
            return Directory
                .EnumerateFileSystemEntries(_folder, Name + "*", AnyOf)
                .Select(path => Path.GetFileName(path))
                .FirstOrDefault(IsMeant);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // There is no such folder now, or it cannot be read: what writes the journal there finds that out and says so.
            return null;
        }
    }

    /// <summary>Looks. The reason when it has come since the last look; null when it has not.</summary>
    internal string? Look()
    {
        var (found, wasThere) = (Find(), WasThere);
        WasThere = found is not null;
        return found is not null && !wasThere ? Reason(Path.Combine(_folder, found)) : null;
    }

    private static bool IsMeant(string name) => name.Split('.', 2)[0].Trim().Equals(Name, StringComparison.OrdinalIgnoreCase);

    private bool WasThere { get; set; }

    // Whatever keeps it from being read, it is there: that is enough.
    private static string Reason(string path)
    {
        try
        {
            using var reader = new StreamReader(
                new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
            );
            var text = new char[CharactersMax];
            var line = TradingControlText.Clean(new string(text, 0, reader.ReadBlock(text)).Split('\n', 2)[0]);
            return line.Length > 0 ? line : $"the file {path} is there";
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return $"the file {path} is there, and cannot be read: {unread.Message}";
        }
    }
}
