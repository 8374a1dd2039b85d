namespace MiaIa.Replay.Tests;

/// <summary>Finds recorded market files: <c>MIAIA_DATA</c> first, then <c>shared/data</c> beside a folder above the tests.</summary>
internal static class Recorded
{
    public static string File(string relative)
    {
        var path = Roots().Select(root => Path.Combine(root, relative)).FirstOrDefault(System.IO.File.Exists);
        if (path is null)
            Assert.Ignore($"no data at $MIAIA_DATA or ../shared/data: {relative}");
        return path;
    }

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("MIAIA_DATA") is { Length: > 0 } named)
            yield return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            yield return Path.Combine(folder.FullName, "shared", "data");
    }
}
