using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace MiaIa.Evidence.Work;

/// <summary>
/// A folder with a folder for each unit that is done. A unit's folder is whole or absent: it is written under a name of its own and renamed.
/// Any number of processes, on any number of machines that share the folder, may do the same unit at once.
/// </summary>
public sealed partial class UnitStore
{
    // On the same file system as what it becomes: only there is a rename one step.
    private const string UnfinishedName = ".unfinished";

    // Each round somebody else has put a folder there since it was looked at. Two that do the same unit from the same inputs need two rounds.
    private const int RoundsMax = 5;

    private readonly string _unfinished;
    private readonly ConcurrentDictionary<string, string> _sound = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<DamagedFile> _damaged = new();

    /// <summary>Opens it; the folder is made with the first unit.</summary>
    public UnitStore(string root)
    {
        Root = Path.GetFullPath(root);
        _unfinished = Path.Combine(Root, UnfinishedName);
    }

    /// <summary>Where the units' folders lie.</summary>
    public string Root { get; }

    /// <summary>The folder of a unit, there or not.</summary>
    /// <exception cref="EvidenceException">Such a name cannot be a folder's on every system.</exception>
    public string FolderOf(string id) =>
        Name().IsMatch(id)
            ? Path.Combine(Root, id)
            : throw new EvidenceException(
                $"the unit '{id}' cannot be a folder: letters, digits, '-' and '.' are allowed, at most 100, a letter or digit at both ends"
            );

    /// <summary>Files of units that were found to be not what the units' records say, each once, in the order in which they were found.</summary>
    public IReadOnlyList<DamagedFile> Damaged => [.. _damaged];

    /// <summary>
    /// The record of a unit that was done with this key; null where it has to be done, also where a file has not the bytes that were written. Each
    /// file is read once by this store, and again where its length or time of writing changes.
    /// </summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public UnitRecord? Find(string id, string key)
    {
        var folder = FolderOf(id);
        return UnitRecord.Read(folder) is { } record && record.Unit == id && record.Key == key && IsWhole(record, folder) ? record : null;
    }

    /// <summary>Does a unit, unless it is done. What stands there of another key, or is no longer whole, is replaced.</summary>
    /// <exception cref="EvidenceException">
    /// The unit's inputs cannot be used, or somebody made other bytes of the same key: then code, runtime or system differ between the machines.
    /// </exception>
    /// <exception cref="IOException">A disk failed it; nothing of it is left behind as done.</exception>
    public UnitOutcome Run(IWorkUnit unit, IProgress<WorkProgress> progress, CancellationToken cancellation)
    {
        if (Find(unit.Id, unit.Key) is not null)
            return UnitOutcome.AlreadyThere;
        var draft = NewDraft(unit.Id);
        Directory.CreateDirectory(draft);
        try
        {
            IReadOnlyList<UnitFile> taken = [];
            if (unit is ISharingUnit sharing)
                taken = sharing.Run(draft, this, progress, cancellation);
            else
                unit.Run(draft, progress, cancellation);
            cancellation.ThrowIfCancellationRequested();
            return Publish(draft, UnitRecord.Write(draft, unit.Id, unit.Key, taken));
        }
        finally
        {
            Discard(draft);
        }
    }

    /// <summary>The records of the units that are done and whose names begin so, the newest first; lengths are compared, bytes are not read.</summary>
    internal IEnumerable<UnitRecord> Named(string beginning)
    {
        if (!Directory.Exists(Root))
            return [];
        return new DirectoryInfo(Root)
            .EnumerateDirectories(beginning + "*")
            .OrderByDescending(folder => folder.LastWriteTimeUtc)
            .ThenBy(folder => folder.Name, StringComparer.Ordinal)
            .Select(folder => (Record: UnitRecord.Read(folder.FullName), folder.Name, folder.FullName))
            .Where(one => one.Record is { } record && record.Unit == one.Name && record.HasItsLengths(one.FullName))
            .Select(one => one.Record!);
    }

    /// <summary>
    /// Copies a file of a unit that is done into another one's folder. Null, and nothing is left there, where it has not the bytes that were
    /// written, or has been taken away meanwhile.
    /// </summary>
    internal UnitFile? Take(UnitRecord record, string name, string folder)
    {
        var to = Path.Combine([folder, .. name.Split('/')]);
        try
        {
            File.Copy(Path.Combine([FolderOf(record.Unit), .. name.Split('/')]), to);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        if (record.FileOf(name, to) is { } file)
            return file;
        File.Delete(to);
        return null;
    }

    /// <summary>Removes what units left that were ended from outside, when nothing has been written to it for a while.</summary>
    /// <returns>How many were removed.</returns>
    public int ClearUnfinished(TimeSpan untouched, DateTimeOffset now)
    {
        if (!Directory.Exists(_unfinished))
            return 0;
        var left = Directory.EnumerateDirectories(_unfinished).Where(draft => now - LastWrite(draft) >= untouched).ToArray();
        Array.ForEach(left, Discard);
        return left.Length;
    }

    // By what it is told of a file now, its length and time, so that a plan with thousands of units is not read again at every look.
    private bool IsWhole(UnitRecord record, string folder)
    {
        var stamp = record.Stamp(folder);
        if (stamp.Length > 0 && _sound.TryGetValue(record.Unit, out var known) && known == stamp)
            return true;
        try
        {
            if (record.FirstChanged(folder) is { } name)
            {
                var damaged = new DamagedFile(record.Unit, name);
                if (!_damaged.Contains(damaged))
                    _damaged.Enqueue(damaged);
                return false;
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Replaced by somebody else while it was read.
            return false;
        }

        _sound[record.Unit] = stamp;
        return true;
    }

    private UnitOutcome Publish(string draft, UnitRecord made)
    {
        var folder = FolderOf(made.Unit);
        for (var round = 0; round < RoundsMax; round++)
        {
            if (!Directory.Exists(folder) && Renamed(draft, folder))
                return UnitOutcome.Made;
            if (Find(made.Unit, made.Key) is { } there)
                return there.HasTheBytesOf(made) ? UnitOutcome.AlreadyThere : throw Unlike(there, made);
            SetAside(folder, made);
        }

        throw new IOException($"the folder {folder} is taken again and again: is a plan of other settings at work in the same place?");
    }

    // Since it was looked at, somebody may have put the same unit there: what is thrown away is compared all the same.
    private void SetAside(string folder, UnitRecord made)
    {
        var aside = NewDraft(made.Unit);
        if (!Renamed(folder, aside))
            return;
        var old = UnitRecord.Read(aside);
        var unlike = old is not null && old.Key == made.Key && old.FirstChanged(aside) is null && !old.HasTheBytesOf(made);
        Discard(aside);
        if (unlike)
            throw Unlike(old!, made);
    }

    private static EvidenceException Unlike(UnitRecord there, UnitRecord made)
    {
        var name = made.Files.Except(there.Files).Concat(there.Files.Except(made.Files)).First().Name;
        return new EvidenceException(
            $"the unit {made.Unit} was made before with the same key and other bytes in {name}: the machines differ in code, runtime or system, or the "
                + "work is not a function of its inputs; neither result can be told to be the right one"
        );
    }

    // Whether it was this process that moved it: somebody else may have moved it, or put something there, since one looked.
    private static bool Renamed(string from, string to)
    {
        try
        {
            Directory.Move(from, to);
            return true;
        }
        catch (IOException) when (!Directory.Exists(from) || Directory.Exists(to))
        {
            return false;
        }
    }

    private string NewDraft(string id) => Path.Combine(_unfinished, $"{id}.{Guid.NewGuid():N}");

    // One that is renamed or removed while it is looked at is of no age.
    private static DateTimeOffset LastWrite(string draft)
    {
        try
        {
            return Directory
                .EnumerateFileSystemEntries(draft, "*", SearchOption.AllDirectories)
                .Append(draft)
                .Max(path => new DateTimeOffset(File.GetLastWriteTimeUtc(path), TimeSpan.Zero));
        }
        catch (DirectoryNotFoundException)
        {
            return DateTimeOffset.MaxValue;
        }
    }

    // A draft that cannot be removed takes nothing but room; ClearUnfinished comes by again. What failed before is what has to be told.
    private static void Discard(string draft)
    {
        try
        {
            Directory.Delete(draft, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Renamed: the ordinary end.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Left for later.
        }
    }

    [GeneratedRegex(@"^(?=.{1,100}\z)[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\z")]
    private static partial Regex Name();
}
