namespace MiaIa.Cli.Setup;

/// <summary>A program of a package.</summary>
internal static class PackageProgram
{
    /// <summary>The bridge's setting that names the engine that it starts.</summary>
    public const string EngineKey = "Engine:Start:Path";

    private const string Engine = "engine";
    private const string Bridge = "bridge";
    private const string EngineProject = "MiaIa.Engine.Host";
    private const string BridgeProject = "MiaIa.Bridge";

    /// <summary>The engine, which the bridge starts; empty = the package has none, and nothing is started by itself.</summary>
    public static string EngineIn(string package) => In(package, Engine);

    /// <summary>The whole path of a part's program; empty = the package has none.</summary>
    /// <param name="package">The unpacked package.</param>
    /// <param name="part">The folder of engine or bridge in it.</param>
    public static string In(string package, string part) =>
        NamesOf(part == Bridge ? BridgeProject : EngineProject)
            .Select(name => Path.Combine(package, part, name))
            .FirstOrDefault(File.Exists)
        ?? "";

    /// <summary>Whether a path names the engine of a package that is no longer there: an older one, or this one where it lay before.</summary>
    public static bool IsGoneEngine(string path) =>
        !File.Exists(path)
        && NamesOf(EngineProject).Contains(Path.GetFileName(path), StringComparer.OrdinalIgnoreCase)
        && Path.GetFileName(Path.GetDirectoryName(path)) == Engine;

    // In a package for Windows and in one for Linux.
    private static string[] NamesOf(string project) => [project + ".exe", project];
}
