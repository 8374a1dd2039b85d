using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting;

namespace MiaIa.Engine.Host.Places;

/// <summary>
/// One engine a folder, also where the journals are two: two of them in one log, one database or one folder of reports write over each other, and
/// neither notices.
/// </summary>
internal sealed class PlaceLocks : IDisposable
{
    private readonly List<HeldFile> _held = [];

    private PlaceLocks() { }

    /// <summary>Takes those of all places, or none.</summary>
    /// <exception cref="SecondInstanceException">Another engine has one of them.</exception>
    internal static PlaceLocks Take(IReadOnlyList<WrittenPlace> places)
    {
        var locks = new PlaceLocks();
        try
        {
            foreach (var place in places.Where(place => place.LockName.Length > 0))
                locks.Take(place);
            return locks;
        }
        catch
        {
            locks.Dispose();
            throw;
        }
    }

    /// <summary>Takes the journal's.</summary>
    /// <exception cref="SecondInstanceException">Another engine has the journal.</exception>
    /// <exception cref="IOException">The folder cannot be used; the setting that names it is told.</exception>
    internal static JournalLock TakeJournal(EngineSettings settings)
    {
        var journal = WrittenPlace.Of(settings)[0];
        var path = Path.Combine(journal.Folder, JournalLock.FileName);
        try
        {
            if (!JournalLock.TryTake(journal.Folder, out var taken))
                throw new SecondInstanceException(journal, HeldFile.HolderOf(path));
            HeldFile.Note(path);
            return taken!;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException)
        {
            var why = unusable.Message.TrimEnd('.');
            throw new IOException($"{why}: {journal.Setting} has to be a folder in which this user may write", unusable);
        }
    }

    public void Dispose()
    {
        foreach (var file in _held)
            file.Dispose();
    }

    private void Take(WrittenPlace place)
    {
        var path = Path.Combine(place.Folder, place.LockName);
        try
        {
            if (!HeldFile.TryTake(path, out var taken))
                throw new SecondInstanceException(place, HeldFile.HolderOf(path));
            _held.Add(taken!);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // Who writes there finds it too, says so and goes on: neither log nor reports may keep an engine from trading.
        }
    }
}
