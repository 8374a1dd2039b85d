namespace MiaIa.ZeroMq.Native;

/// <summary>Where libzmq may lie on a system, in the order in which we try.</summary>
/// <remarks>Everything it knows of the machine comes in through the constructor, so that a test can take any machine's place.</remarks>
internal sealed class LibzmqLocator
{
    private readonly LibzmqSystem _system;
    private readonly string _programFolder;
    private readonly IReadOnlyList<string> _searchFolders;
    private readonly Func<string, string, IEnumerable<string>> _listFiles;

    /// <param name="system">Which names the library has.</param>
    /// <param name="programFolder">Folder of the program; tried first.</param>
    /// <param name="searchFolders">Folders in which versioned Windows names are looked for, as PATH has them.</param>
    /// <param name="listFiles">Full paths of the files in a folder that match a pattern; empty when the folder cannot be read.</param>
    internal LibzmqLocator(
        LibzmqSystem system,
        string programFolder,
        IReadOnlyList<string> searchFolders,
        Func<string, string, IEnumerable<string>> listFiles
    )
    {
        _system = system;
        _programFolder = programFolder;
        _searchFolders = searchFolders;
        _listFiles = listFiles;
    }

    /// <summary>The machine that this program runs on.</summary>
    internal static LibzmqLocator ForThisMachine() =>
        new(
            OperatingSystem.IsWindows() ? LibzmqSystem.Windows
                : OperatingSystem.IsMacOS() ? LibzmqSystem.MacOs
                : LibzmqSystem.Linux,
            AppContext.BaseDirectory,
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            ListReadableFiles
        );

    /// <summary>Loads the first candidate that loads.</summary>
    /// <param name="tryLoad">Loads a path or a bare name; 0 when that cannot be loaded.</param>
    /// <exception cref="LibzmqMissingException">None loads; the message says what to install.</exception>
    internal nint Load(Func<string, nint> tryLoad)
    {
        var tried = new List<string>();
        foreach (var candidate in Candidates())
        {
            var library = tryLoad(candidate);
            if (library != 0)
                return library;
            tried.Add(candidate);
        }

        throw new LibzmqMissingException(Advice(tried));
    }

    /// <summary>Paths beside the program first, then bare names (the system's own search), then versioned names on PATH.</summary>
    internal IEnumerable<string> Candidates()
    {
        string[] names = _system switch
        {
            LibzmqSystem.Windows => ["libzmq.dll"],
            LibzmqSystem.MacOs => ["libzmq.5.dylib", "libzmq.dylib"],
            _ => ["libzmq.so.5", "libzmq.so"],
        };
        foreach (var name in names)
            yield return Path.Combine(_programFolder, name);
        foreach (var path in Versioned(_programFolder))
            yield return path;
        foreach (var name in names)
            yield return name;
        // Homebrew's folders are not part of the system's own search.
        if (_system == LibzmqSystem.MacOs)
        {
            yield return "/opt/homebrew/lib/libzmq.dylib";
            yield return "/usr/local/lib/libzmq.dylib";
        }

        foreach (var path in _searchFolders.SelectMany(Versioned))
            yield return path;
    }

    // Windows builds are often named after compiler and version, e.g. libzmq-v143-mt-4_3_5.dll. Newest name first;
    // debug builds ("-gd-") need a debug runtime that a trader's machine does not have.
    private IEnumerable<string> Versioned(string folder) =>
        _system != LibzmqSystem.Windows
            ? []
            : _listFiles(folder, "libzmq-*.dll")
                .Where(path => !path.Contains("-gd-", StringComparison.OrdinalIgnoreCase))
                .OrderDescending(StringComparer.OrdinalIgnoreCase);

    private string Advice(List<string> tried)
    {
        var remedy = _system switch
        {
            LibzmqSystem.Windows => $"put libzmq.dll (64-bit) beside the program, in {_programFolder}",
            LibzmqSystem.MacOs => "install it with: brew install zeromq",
            _ => "install it: on Debian or Ubuntu with apt-get install libzmq5, on Fedora with dnf install zeromq",
        };
        return $"libzmq, the ZeroMQ library, cannot be loaded: {remedy}. Tried: {string.Join(", ", tried)}.";
    }

    private static IEnumerable<string> ListReadableFiles(string folder, string pattern)
    {
        try
        {
            return Directory.GetFiles(folder, pattern);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // PATH may name folders that do not exist or may not be read; they hold nothing for us.
            return [];
        }
    }
}
