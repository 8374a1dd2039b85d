using System.Globalization;
using MiaIa.Engine.Runtime.State;
using MiaIa.Reports.Output;

namespace MiaIa.Reports.Changes;

/// <summary>
/// The values behind each hash of settings, one file a hash in a folder beside the database: a journal says which settings decided and not
/// what they were.
/// </summary>
public static class SettingsTexts
{
    private const string Folder = "settings";

    /// <summary>Keeps the values of options, unless they are kept.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be written.</exception>
    public static void Keep(string database, EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var path = PathOf(database, options.SettingsHash().ToString("x16", CultureInfo.InvariantCulture));
        if (!File.Exists(path))
            AtomicFile.Write(path, options.SettingsText());
    }

    /// <summary>What is other in the second of two, in the order of its settings; null when one of them was not kept.</summary>
    internal static IReadOnlyList<string>? Differences(string database, string fromHash, string toHash)
    {
        if (Read(database, fromHash) is not { } from || Read(database, toHash) is not { } to)
            return null;
        var known = from.ToDictionary(line => line.Name, line => line.Value, StringComparer.Ordinal);
        var wanted = to.Select(line => line.Name).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. to.Where(line => !known.TryGetValue(line.Name, out var value) || value != line.Value)
                .Select(line => $"{line.Name}: {known.GetValueOrDefault(line.Name, "none")} → {line.Value}"),
            .. from.Where(line => !wanted.Contains(line.Name)).Select(line => $"{line.Name}: {line.Value} → none"),
        ];
    }

    private static List<(string Name, string Value)>? Read(string database, string hash)
    {
        var path = PathOf(database, hash);
        return File.Exists(path)
            ?
            [
                .. File.ReadLines(path)
                    .Select(line => line.Split('=', 2))
                    .Where(parts => parts.Length == 2)
                    .Select(parts => (parts[0], parts[1])),
            ]
            : null;
    }

    private static string PathOf(string database, string hash) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(database))!, Folder, $"{hash}.txt");
}
