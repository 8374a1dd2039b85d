using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Trading;

namespace MiaIa.Engine.Host.Switches;

/// <summary>
/// What stops trading by lying in the journal's folder (<see cref="KillName"/>): for scripts, for a second screen, for a machine on which nothing else
/// answers. The first line of a file, if there is one that can be shown, is the reason.
/// </summary>
internal sealed class KillFile
{
    private const int CharactersMax = 200;

    private readonly string _folder;
    private bool _wasThere;

    /// <summary>Looks in a folder.</summary>
    internal KillFile(string folder) => _folder = folder;

    /// <summary>Its name as it lies there; null where it does not.</summary>
    internal string? Find() => KillName.FindIn(_folder);

    /// <summary>Looks. The reason when it has come since the last look; null when it has not.</summary>
    internal string? Look()
    {
        var (found, wasThere) = (Find(), _wasThere);
        _wasThere = found is not null;
        return found is not null && !wasThere ? Reason(Path.Combine(_folder, found)) : null;
    }

    // Whatever keeps it from being read, it is there: that is enough. As a reason it is read when the file may have gone.
    private static string Reason(string path)
    {
        try
        {
            using var reader = new StreamReader(
                new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
            );
            var text = new char[CharactersMax];
            var line = TradingControlText.Clean(new string(text, 0, reader.ReadBlock(text)).Split('\n', 2)[0]);
            return line.Length > 0 ? line : $"the file {path} was found";
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            return $"the file {path} was found, and cannot be read: {unread.Message}";
        }
    }
}
