namespace MiaIa.Cli.Setup;

/// <summary>Whether two paths name one place, as this system compares them.</summary>
internal static class SamePath
{
    public static bool Is(string one, string other) =>
        one == other || (one.Length > 0 && other.Length > 0 && Path.GetRelativePath(one, other) == ".");
}
