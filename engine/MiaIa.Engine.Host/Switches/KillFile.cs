using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Host.Switches;

/// <summary>
/// A name whose mere being there stops trading, a file or a folder: for scripts, for a second screen, for a machine on which nothing else
/// answers. The first line of a file, if there is one that can be shown, is the reason.
/// </summary>
internal sealed class KillFile
{
    private const int CharactersMax = 200;

    private readonly string _path;

    /// <summary>Looks for the file <c>KILL</c> in a folder.</summary>
    internal KillFile(string folder) => _path = Path.Combine(folder, "KILL");

    /// <summary>Whether it is there now.</summary>
    internal bool IsThere => Path.Exists(_path);

    /// <summary>Looks. The reason when it has come since the last look; null when it has not.</summary>
    internal string? Look()
    {
        var wasThere = WasThere;
        WasThere = IsThere;
        return WasThere && !wasThere ? Reason() : null;
    }

    private bool WasThere { get; set; }

    // Whatever keeps it from being read, it is there: that is enough.
    private string Reason()
    {
        try
        {
            using var reader = new StreamReader(
                new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
            );
            var text = new char[CharactersMax];
            var line = TradingControlText.Clean(new string(text, 0, reader.ReadBlock(text)).Split('\n', 2)[0]);
            return line.Length > 0 ? line : $"the file {_path} is there";
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return $"the file {_path} is there, and cannot be read: {unread.Message}";
        }
    }
}
