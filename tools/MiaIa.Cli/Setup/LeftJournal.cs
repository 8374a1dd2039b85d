using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting;

namespace MiaIa.Cli.Setup;

/// <summary>
/// Refuses a setup after which the engine would begin another journal and leave the one before behind: halts, a KILL file, the day's loss and
/// trades, and the account are known from there alone, so that all of them would be lifted without a word.
/// </summary>
internal static class LeftJournal
{
    private const string Key = "Journal:Directory";
    private const string UsualName = "journal";
    private const int ShownMax = 400;

    /// <summary>Nothing is refused where the old folder holds nothing, or where all that it holds lies in the new one, too.</summary>
    /// <param name="before">The journal's folder up to now.</param>
    /// <param name="now">The one from now on.</param>
    /// <param name="remedy">What makes the engine go on in the old one.</param>
    /// <param name="refuseWhileRunning">Asked where the folder changes: a program that runs still writes the old one.</param>
    /// <exception cref="SetupException">Something would be left behind.</exception>
    public static void Refuse(string before, string now, string remedy, Action refuseWhileRunning)
    {
        try
        {
            if (SamePath.Is(before, now) || !SamePath.IsFolder(before))
                return;
            var files = Directory.GetFiles(before, "*", SearchOption.AllDirectories).Where(file => IsOfTheDay(file, before, now)).ToArray();
            if (files.Length == 0)
                return;
            refuseWhileRunning();
            if (Array.Find(files, file => !IsIn(now, before, file)) is { } left)
                throw Refusal(before, now, Path.GetRelativePath(before, left), remedy);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SetupException(
                $"{Shown(before)} may hold the journal, and cannot be looked into: {PrintableText.From(e.Message, ShownMax).TrimEnd('.')}. "
                    + "Nothing was changed."
            );
        }
    }

    /// <summary>What makes the engine go on in the folder before, for a person who reads it behind "or".</summary>
    /// <param name="before">The journal's folder up to now.</param>
    /// <param name="engine">What setup is to do about the engine's settings.</param>
    /// <param name="isGiven">Whether a folder of journal and logs was named now.</param>
    public static string RemedyOf(string before, SettingsPlan engine, bool isGiven)
    {
        var isUsual = Path.GetFileName(before) == UsualName && Path.GetDirectoryName(before) is not null;
        return engine.Content is not null && isUsual
                ? $"name the folder before: --data {Shown(Path.GetDirectoryName(before)!)} (install.ps1: -DataFolder)"
            : engine.Content is not null && isGiven ? "leave --data (install.ps1: -DataFolder) out"
            : $"write {Shown(before)} as {Key} into {Shown(engine.Source)}";
    }

    /// <summary>
    /// Says that the folder before is not there, so that nobody can look what stays behind; null where it is, is the one from now on, or has become that one:
    /// something lies there.
    /// </summary>
    /// <inheritdoc cref="Refuse"/>
    public static string? GoneNote(string before, string now) =>
        SamePath.Is(before, now) || Directory.Exists(before) || (Directory.Exists(now) && Directory.EnumerateFileSystemEntries(now).Any())
            ? null
            : $"the journal before, {Shown(before)}, is not there now: halts, the day's loss and trades and the account in it do not count in {Shown(now)}";

    /// <summary>The journal's folder by a settings file.</summary>
    /// <param name="settings">The engine's settings.</param>
    /// <param name="folder">Where that file lies, which is the program's folder: there a relative path counts from.</param>
    public static string In(SettingsText settings, string folder) =>
        Path.GetFullPath(
            settings.Values().TryGetValue(Key, out var value) && SettingsText.TextOf(value) is { Length: > 0 } given
                ? given
                : new EngineSettings().Journal.Directory,
            folder
        );

    /// <summary>The journal's folder below the one of journal and logs.</summary>
    public static string Below(string folder) => Path.Combine(folder, UsualName);

    // A file that was copied has its length; one that was begun anew has another.
    private static bool IsIn(string now, string before, string file)
    {
        var there = new FileInfo(Path.Combine(now, Path.GetRelativePath(before, file)));
        return there.Exists && there.Length == new FileInfo(file).Length;
    }

    // Which process holds the folder is of no day; and what lies in the new folder is not left behind, also where that is below the old one.
    private static bool IsOfTheDay(string file, string before, string now) =>
        !Path.GetFileName(file).StartsWith(JournalLock.FileName, StringComparison.Ordinal)
        && !(SamePath.IsBelow(before, now) && SamePath.IsBelow(now, file));

    private static SetupException Refusal(string before, string now, string left, string remedy) =>
        new(
            $"The journal lies in {Shown(before)}, and the engine would begin another one in {Shown(now)}, where {Shown(left)} is missing: halts, "
                + "a KILL file, the day's loss and trades and the account would no longer count. While nothing runs, move all that is in the first "
                + $"folder to the second, then again; or {remedy}. Nothing was changed."
        );

    private static string Shown(string path) => PrintableText.From(path, ShownMax);
}
