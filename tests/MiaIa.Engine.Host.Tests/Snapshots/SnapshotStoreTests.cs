using MiaIa.Engine.Host.Snapshots;
using MiaIa.Engine.Market;
using MiaIa.Engine.Runtime.Tests.Journal;

namespace MiaIa.Engine.Host.Tests.Snapshots;

public sealed class SnapshotStoreTests
{
    [Test]
    public void So_many_are_kept_and_the_oldest_go()
    {
        using var folder = new TemporaryFolder();
        var store = new SnapshotStore(folder.FullName);
        for (var day = 0; day < SnapshotStore.DailyMax + 5; day++)
            store.KeepDay(new DateOnly(2026, 1, 1).AddDays(day), "{}");
        var files = Directory
            .GetFiles(Path.Combine(folder.FullName, "daily"))
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal)
            .ToArray();
        Assert.That(files, Has.Length.EqualTo(SnapshotStore.DailyMax));
        Assert.That((files[0], files[^1]), Is.EqualTo(("2026-01-06.json", "2027-02-09.json")));
    }

    [Test]
    public void A_moment_is_named_by_its_time_and_why()
    {
        using var folder = new TemporaryFolder();
        // 2023-06-29 13:30:00.25 UTC.
        new SnapshotStore(folder.FullName).KeepContext(UnixNanos.Trusted(1_688_045_400_250_000_000), "open", "{}");
        Assert.That(
            Directory.GetFiles(Path.Combine(folder.FullName, "session_context")).Select(Path.GetFileName).Single(),
            Is.EqualTo("20230629T133000.250Z_open.json")
        );
    }
}
