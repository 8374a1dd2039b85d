namespace MiaIa.Cli.Setup;

/// <summary>The engine of a package, which the bridge starts.</summary>
internal static class EngineProgram
{
    /// <summary>The bridge's setting that names it.</summary>
    public const string Key = "Engine:Start:Path";

    // In a package for Windows and in one for Linux.
    private static readonly string[] Names = ["MiaIa.Engine.Host.exe", "MiaIa.Engine.Host"];

    /// <summary>Its whole path; empty = the package has none, and nothing is started by itself.</summary>
    public static string In(string package) =>
        Names.Select(name => Path.Combine(package, "engine", name)).FirstOrDefault(File.Exists) ?? "";
}
