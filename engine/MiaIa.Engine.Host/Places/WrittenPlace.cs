using MiaIa.Engine.Runtime.Settings;

namespace MiaIa.Engine.Host.Places;

/// <summary>A folder that the engine writes to.</summary>
/// <param name="Name">On the page, in metrics and in alerts.</param>
/// <param name="Setting">Which names it.</param>
/// <param name="Folder">It need not be there yet.</param>
/// <param name="LockName">The file in it that one engine at a time holds; empty = two may use it, or it has a lock of its own.</param>
internal sealed record WrittenPlace(string Name, string Setting, string Folder, string LockName)
{
    /// <summary>The journal, which everything else rests on.</summary>
    internal const string Journal = "journal";

    /// <summary>All that the settings name; the journal first.</summary>
    internal static IReadOnlyList<WrittenPlace> Of(EngineSettings settings)
    {
        var journal = settings.Journal.Directory;
        // Its lock is the journal's own, which guards more than files.
        var places = new List<WrittenPlace> { new(Journal, "Journal:Directory", journal, "") };
        if (DatabaseBeside(settings) is { } database)
            places.Add(new("database", "Projection:Path", Path.GetDirectoryName(database)!, Path.GetFileName(database) + ".lock"));
        Add("log", "Log:Folder", settings.Log.Folder, "log.lock");
        Add("reports", "Reports:Folder", settings.Reports.Folder, "reports.lock");
        Add("options", "Options:HistoryFolder", settings.Options.HistoryFolder, "");
        return places;

        void Add(string name, string setting, string folder, string lockName)
        {
            if (folder.Length > 0)
                places.Add(new(name, setting, folder, lockName));
        }
    }

    // One in the journal's directory is held with it.
    private static string? DatabaseBeside(EngineSettings settings) =>
        settings.Projection.PathBeside(settings.Journal.Directory) is { } path
        && Path.GetFullPath(path) is var whole
        && Path.GetDirectoryName(whole) != Path.TrimEndingDirectorySeparator(Path.GetFullPath(settings.Journal.Directory))
            ? whole
            : null;
}
