using System.Diagnostics;
using System.Globalization;
using MiaIa.Cli.Programs;
using MiaIa.Cli.Setup;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Trading;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Hosting;
using MiaIa.Hosting.Credentials;

namespace MiaIa.Cli.Doctor;

/// <summary>What lies on the disk: tokens, the journal with its device, and Sierra Chart.</summary>
internal static class PlaceChecks
{
    private const long FreeMin = 1L << 30;
    private const long FreeGood = 10L << 30;
    private const int Writes = 20;

    // A frame is acknowledged once it is in the journal; with Fsync = EveryDrain it waits for the device.
    private static readonly TimeSpan SlowWrite = TimeSpan.FromMilliseconds(20);

    internal static Check Tokens(ProgramSettings engine, ProgramSettings bridge)
    {
        const string Name = "tokens";
        var folder = engine.PathAt("CredentialsFolder");
        if (bridge.AreValid && engine.AreValid && bridge.PathAt("CredentialsFolder") != folder)
        {
            return Check.Fail(
                Name,
                $"engine and bridge look in different folders: {FolderOf(folder)} and {FolderOf(bridge.PathAt("CredentialsFolder"))}",
                "set CredentialsFolder of both to the same"
            );
        }

        try
        {
            foreach (var role in Enum.GetValues<AccessRole>())
            {
                if (!Path.Exists(AccessTokens.FileOf(folder, role)))
                {
                    return Check.Warn(
                        Name,
                        $"{AccessTokens.FileOf(folder, role)} is not there yet",
                        "the first start of engine or bridge makes it"
                    );
                }

                _ = AccessTokens.Open(folder, role);
            }

            return Check.Ok(Name, $"there and private, in {FolderOf(folder)}");
        }
        catch (CredentialsException fault)
        {
            return Check.Fail(Name, fault.Message, "do what the sentence says");
        }
    }

    /// <summary>Where the journal lies: room, and how long the device takes to keep something.</summary>
    internal static IEnumerable<Check> Disk(string journal)
    {
        const string Room = "disk room";
        const string Speed = "disk speed";
        var folder = journal;
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } above)
            folder = above;
        yield return DiskRoom.TryAsk(folder, out var room, out var unknown)
            ? OfRoom(room.FreeBytes)
            : Check.NotKnown(Room, $"{journal}: {unknown}", "look at the disk yourself: a full one halts the engine");
        yield return TrySync(folder, out var times, out var why)
            ? OfTimes(times)
            : Check.Fail(Speed, $"nothing can be written to {folder}: {why}", "the engine needs to write there");

        Check OfRoom(long free)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{free / (double)(1L << 30):0.0} GiB free for {journal}");
            return free < FreeMin ? Check.Fail(Room, text, "make room: a full disk halts the engine")
                : free < FreeGood ? Check.Warn(Room, text, "make room soon: a full disk halts the engine")
                : Check.Ok(Room, text);
        }

        static Check OfTimes(double[] sorted)
        {
            var (median, most) = (sorted[sorted.Length / 2], sorted[^1]);
            var text = string.Create(CultureInfo.InvariantCulture, $"fsync p50 {median:0.0} ms, most {most:0.0} ms of {sorted.Length}");
            return median > SlowWrite.TotalMilliseconds
                ? Check.Warn(Speed, text, "leave Journal:Fsync at Timer, or put Journal:Directory on a faster disk")
                : Check.Ok(Speed, text);
        }
    }

    /// <summary>What halts an engine as soon as it starts; null where nothing does.</summary>
    /// <param name="journal">The folder.</param>
    internal static Check? Kill(string journal) =>
        KillName.FindIn(journal) is { } name
            ? Check.Fail(
                "KILL file",
                $"{name} lies in {journal}: an engine halts there and closes what is ours",
                "find out who put it there, then delete it"
            )
            : null;

    /// <summary>Every record of every segment.</summary>
    /// <param name="journal">The folder.</param>
    /// <param name="isInUse">An engine writes it: its newest segment may end within a record.</param>
    /// <param name="attributesOf">What the system says of a path, with the exceptions of <see cref="File.GetAttributes(string)"/>; null asks it.</param>
    internal static Check Journal(string journal, bool isInUse, Func<string, FileAttributes>? attributesOf = null)
    {
        const string Name = "journal";
        try
        {
            // Whether a folder exists is answered with no, too, where one may not look.
            if (!(attributesOf ?? File.GetAttributes)(journal).HasFlag(FileAttributes.Directory))
                return Check.Fail(Name, $"{journal} is a file", "move it away, or set Journal:Directory to a folder");
            var reports = JournalCheck.Verify(journal);
            var unsound = reports.Where((report, i) => !report.IsSound && !(isInUse && i == reports.Count - 1)).ToArray();
            return unsound.Length == 0
                ? Check.Ok(
                    Name,
                    $"{Counted.Of(reports.Count, "segment")}, {Counted.Of(reports.Sum(report => report.Records), "record")}, all sound"
                )
                : Check.Fail(
                    Name,
                    $"{unsound.Length} of {Counted.Of(reports.Count, "segment")} {(unsound.Length == 1 ? "is" : "are")} not sound: {Path.GetFileName(unsound[0].Path)}: {unsound[0].Fault}",
                    "miaia journal repair, with the engine stopped"
                );
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return Check.Ok(Name, $"{journal}: none yet");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JournalCorruptException)
        {
            return Check.Fail(Name, fault.Message, "see that the folder can be read");
        }
    }

    /// <summary>Sierra Chart's folder, and whether its copy of the study is the one of this package.</summary>
    /// <param name="given">Its folder, or its ACS_Source; empty = where setup found it the last time, or a usual place.</param>
    /// <param name="user">The user's folder, in which setup keeps its record.</param>
    /// <param name="package">The unpacked package.</param>
    internal static Check Sierra(string given, string user, string package)
    {
        const string Name = "Sierra Chart";
        try
        {
            var sierra = SierraFolder.Find(given, given.Length > 0 ? "" : SetupRecord.Open(FolderOf(user)).Sierra);
            var found = $"{sierra.Root}, version {sierra.Version}";
            var (there, here) = (
                Path.Combine(sierra.Source, SierraFolder.StudyName),
                Path.Combine(package, "study", SierraFolder.StudyName)
            );
            if (!File.Exists(there))
                return Check.Warn(Name, $"{found}: the study's source is not in ACS_Source", "miaia setup, then build it in Sierra Chart");
            return !File.Exists(here) || SetupRecord.Sum(File.ReadAllBytes(there)) == SetupRecord.Sum(File.ReadAllBytes(here))
                ? Check.Ok(Name, found)
                : Check.Warn(Name, $"{found}: the study there is of another version", "miaia setup, then build it in Sierra Chart");
        }
        catch (SetupException fault)
        {
            return given.Length > 0
                ? Check.Fail(Name, fault.Message, "name Sierra Chart's own folder with --sierra")
                : Check.NotKnown(Name, fault.Message, "on the machine of the charts, name its folder with --sierra");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Check.Fail(Name, fault.Message, "see that the folder can be read");
        }
    }

    private static bool TrySync(string folder, out double[] sorted, out string why)
    {
        var path = Path.Combine(folder, Path.GetRandomFileName());
        (sorted, why) = ([], "");
        try
        {
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            var block = new byte[4096];
            sorted = new double[Writes];
            for (var i = 0; i < Writes; i++)
            {
                var began = Stopwatch.GetTimestamp();
                file.Write(block);
                file.Flush(flushToDisk: true);
                sorted[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            }

            Array.Sort(sorted);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            why = PrintableText.From(fault.Message);
            return false;
        }
    }

    private static string FolderOf(string folder) => folder.Length == 0 ? AccessTokens.UsualFolder : folder;
}
