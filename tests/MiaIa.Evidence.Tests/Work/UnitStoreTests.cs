using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Tests.Work;

/// <summary>A unit's folder is whole or absent, and anybody may do a unit twice.</summary>
public sealed class UnitStoreTests
{
    private string _root = "";
    private UnitStore _store = new("unset");

    [SetUp]
    public void MakeFolder()
    {
        _root = Directory.CreateTempSubdirectory("miaia-units-").FullName;
        _store = new UnitStore(Path.Combine(_root, "units"));
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_root, recursive: true);

    [Test]
    public void Is_made_once_and_found_afterwards()
    {
        var unit = new MadeUpUnit("2025-11-12", "k1", ("signals.txt", "one"), ("deep/readings.txt", "two"));
        Assert.That(Run(unit), Is.EqualTo(UnitOutcome.Made));
        Assert.That(Run(unit), Is.EqualTo(UnitOutcome.AlreadyThere));
        Assert.That(unit.Runs, Is.EqualTo(1));
        Assert.That(Names(), Is.EqualTo(["deep/readings.txt", "signals.txt", "unit.json"]));
        Assert.That(Unfinished(), Is.Empty);
    }

    [Test]
    public void The_record_tells_key_names_lengths_and_hashes()
    {
        Run(new MadeUpUnit("2025-11-12", "k1", ("b.txt", "two"), ("a/c.txt", "")));
        using var record = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_store.FolderOf("2025-11-12"), "unit.json")));
        var files = record.RootElement.GetProperty("files").EnumerateArray().ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(record.RootElement.GetProperty("unit").GetString(), Is.EqualTo("2025-11-12"));
            Assert.That(record.RootElement.GetProperty("key").GetString(), Is.EqualTo("k1"));
            Assert.That(files.Select(file => file.GetProperty("name").GetString()), Is.EqualTo(["a/c.txt", "b.txt"]));
            Assert.That(files.Select(file => file.GetProperty("length").GetInt64()), Is.EqualTo([0L, 3L]));
            Assert.That(
                files[1].GetProperty("sha256").GetString(),
                Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("two"))))
            );
        });
    }

    [Test]
    public void The_same_work_gives_the_same_record()
    {
        Run(new MadeUpUnit("d", "k", ("b", "2"), ("a", "1")));
        var first = File.ReadAllBytes(Path.Combine(_store.FolderOf("d"), "unit.json"));
        var other = new UnitStore(Path.Combine(_root, "elsewhere"));
        other.Run(new MadeUpUnit("d", "k", ("a", "1"), ("b", "2")), NoProgress.Instance, CancellationToken.None);
        Assert.That(File.ReadAllBytes(Path.Combine(other.FolderOf("d"), "unit.json")), Is.EqualTo(first));
    }

    [Test]
    public void Another_key_replaces_it_whole()
    {
        Run(new MadeUpUnit("d", "old", ("old.txt", "1")));
        Assert.That(Run(new MadeUpUnit("d", "new", ("new.txt", "2"))), Is.EqualTo(UnitOutcome.Made));
        Assert.That(Names("d"), Is.EqualTo(["new.txt", "unit.json"]));
        Assert.That(Unfinished(), Is.Empty);
    }

    [TestCase("signals.txt", "", TestName = "A_unit_that_lost_bytes_is_made_again")]
    [TestCase("signals.txt", null, TestName = "A_unit_that_lost_a_file_is_made_again")]
    [TestCase("unit.json", null, TestName = "A_unit_without_its_record_is_made_again")]
    [TestCase("unit.json", "{\"unit\":\"d\"", TestName = "A_unit_with_a_cut_record_is_made_again")]
    [TestCase("unit.json", "{\"unit\":\"d\",\"key\":\"k\"}", TestName = "A_unit_with_a_record_that_lacks_its_files_is_made_again")]
    [TestCase("unit.json", "null", TestName = "A_unit_with_an_empty_record_is_made_again")]
    public void Is_made_again(string name, string? text)
    {
        var unit = new MadeUpUnit("d", "k", ("signals.txt", "one"));
        Run(unit);
        var path = Path.Combine(_store.FolderOf("d"), name);
        if (text is null)
            File.Delete(path);
        else
            File.WriteAllText(path, text);
        Assert.That(Run(unit), Is.EqualTo(UnitOutcome.Made));
        Assert.That(File.ReadAllText(Path.Combine(_store.FolderOf("d"), "signals.txt")), Is.EqualTo("one"));
    }

    [Test]
    public void A_second_one_that_ends_later_with_the_same_bytes_is_content()
    {
        var slow = new MadeUpUnit("d", "k", ("a", "1"))
        {
            Midway = _ => Assert.That(Run(new MadeUpUnit("d", "k", ("a", "1"))), Is.EqualTo(UnitOutcome.Made)),
        };
        Assert.That(Run(slow), Is.EqualTo(UnitOutcome.AlreadyThere));
        Assert.That(slow.Runs, Is.EqualTo(1), "it did not know of the other one before it was done itself");
        Assert.That(Unfinished(), Is.Empty);
    }

    [Test]
    public void A_second_one_with_other_bytes_is_an_error_and_changes_nothing()
    {
        var slow = new MadeUpUnit("d", "k", ("a", "1"), ("b", "mine"))
        {
            Midway = _ => Run(new MadeUpUnit("d", "k", ("a", "1"), ("b", "theirs"))),
        };
        var fault = Assert.Throws<EvidenceException>(() => Run(slow));
        Assert.That(fault!.Message, Does.Contain("same key and other bytes in b"));
        Assert.That(File.ReadAllText(Path.Combine(_store.FolderOf("d"), "b")), Is.EqualTo("theirs"));
        Assert.That(Unfinished(), Is.Empty);
    }

    [Test]
    public async Task Many_at_once_leave_one_whole_folder_also_where_an_older_one_stands()
    {
        Run(new MadeUpUnit("d", "old", ("old.txt", "1")));
        using var together = new Barrier(8);
        var all = Enumerable
            .Range(0, 8)
            .Select(_ =>
                Task.Factory.StartNew(
                    () => Run(new MadeUpUnit("d", "k", ("a", "1"), ("b", "2")) { Midway = _ => together.SignalAndWait() }),
                    TaskCreationOptions.LongRunning
                )
            )
            .ToArray();
        var outcomes = await Task.WhenAll(all);
        Assert.That(outcomes.Count(outcome => outcome == UnitOutcome.Made), Is.GreaterThanOrEqualTo(1));
        Assert.That(Names("d"), Is.EqualTo(["a", "b", "unit.json"]));
        Assert.That(_store.Find("d", "k"), Is.Not.Null);
        Assert.That(Unfinished(), Is.Empty);
    }

    [Test]
    public void A_unit_that_fails_leaves_what_stood_there()
    {
        Run(new MadeUpUnit("d", "old", ("old.txt", "1")));
        var broken = new MadeUpUnit("d", "new", ("new.txt", "2")) { Midway = _ => throw new IOException("no space left") };
        Assert.Throws<IOException>(() => Run(broken));
        Assert.That(Names("d"), Is.EqualTo(["old.txt", "unit.json"]));
        Assert.That(Unfinished(), Is.Empty);
    }

    [Test]
    public void A_unit_that_is_stopped_is_not_done()
    {
        using var stop = new CancellationTokenSource();
        var unit = new MadeUpUnit("d", "k", ("a", "1")) { Midway = _ => stop.Cancel() };
        Assert.Throws<OperationCanceledException>(() => _store.Run(unit, NoProgress.Instance, stop.Token));
        Assert.That(Directory.Exists(_store.FolderOf("d")), Is.False);
    }

    [Test]
    public void What_was_ended_from_outside_is_cleared_when_it_is_old()
    {
        var left = Path.Combine(_store.Root, ".unfinished", "d.1");
        Directory.CreateDirectory(left);
        File.WriteAllText(Path.Combine(left, "a"), "half");
        var now = DateTimeOffset.UtcNow;
        Assert.That(_store.ClearUnfinished(TimeSpan.FromHours(1), now), Is.Zero);
        Assert.That(_store.ClearUnfinished(TimeSpan.FromHours(1), now.AddHours(2)), Is.EqualTo(1));
        Assert.That(Unfinished(), Is.Empty);
    }

    [Test]
    public void A_unit_with_other_bytes_of_the_same_length_is_made_again_and_told()
    {
        var unit = new MadeUpUnit("d", "k", ("a", "one"), ("b/c", "1"));
        Run(unit);
        Assert.That(_store.Find("d", "k"), Is.Not.Null);
        var path = Path.Combine(_store.FolderOf("d"), "b", "c");
        File.WriteAllText(path, "2");
        // A clock that ticks each few milliseconds may not have ticked since it was made.
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddSeconds(5));
        Assert.That(_store.Find("d", "k"), Is.Null, "by the store that had seen it whole");
        Assert.That(new UnitStore(_store.Root).Find("d", "k"), Is.Null, "and by one that had not");
        Assert.That(_store.Damaged, Is.EqualTo([new DamagedFile("d", "b/c")]));
        Assert.That(Run(unit), Is.EqualTo(UnitOutcome.Made));
        Assert.That(File.ReadAllText(path), Is.EqualTo("1"));
        Assert.That(_store.Find("d", "k"), Is.Not.Null);
    }

    [Test]
    public void A_unit_with_a_record_of_other_bytes_is_made_again()
    {
        var unit = new MadeUpUnit("d", "k", ("a", "one"));
        Run(unit);
        var path = Path.Combine(_store.FolderOf("d"), "unit.json");
        var record = File.ReadAllText(path);
        var at = record.IndexOf("sha256", StringComparison.Ordinal) + 12;
        File.WriteAllText(path, record[..at] + (record[at] == '0' ? '1' : '0') + record[(at + 1)..]);
        Assert.That(Run(unit), Is.EqualTo(UnitOutcome.Made), "neither of the two can be told to be right");
        Assert.That(File.ReadAllText(path), Is.EqualTo(record));
    }

    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase(".unfinished")]
    [TestCase("a/b")]
    [TestCase("a\\b")]
    [TestCase("a b")]
    [TestCase("a.")]
    [TestCase("a\n")]
    [TestCase("ä")]
    public void A_name_that_is_no_folder_everywhere_is_refused(string id) =>
        Assert.Throws<EvidenceException>(() => Run(new MadeUpUnit(id, "k", ("a", "1"))));

    [TestCase(100, true)]
    [TestCase(101, false)]
    public void A_name_has_at_most_a_hundred_characters(int length, bool allowed) =>
        Assert.That(() => _store.FolderOf(new string('x', length)), allowed ? Throws.Nothing : Throws.TypeOf<EvidenceException>());

    [Test]
    public void A_unit_that_writes_the_record_itself_is_a_mistake_of_ours() =>
        Assert.Throws<InvalidOperationException>(() => Run(new MadeUpUnit("d", "k", ("unit.json", "{}"))));

    private UnitOutcome Run(MadeUpUnit unit) => _store.Run(unit, NoProgress.Instance, CancellationToken.None);

    private string[] Names(string id = "2025-11-12")
    {
        var folder = _store.FolderOf(id);
        return
        [
            .. Directory
                .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];
    }

    private string[] Unfinished() =>
        Directory.Exists(Path.Combine(_store.Root, ".unfinished"))
            ? Directory.GetDirectories(Path.Combine(_store.Root, ".unfinished"))
            : [];
}
