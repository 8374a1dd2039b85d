using MiaIa.Engine.Runtime.Journal;

namespace MiaIa.Engine.Runtime.Tests.Journal;

public sealed class HaltLatchTests
{
    private TemporaryFolder _folder = null!;

    private string Path => _folder.File(HaltLatch.FileName);

    [SetUp]
    public void MakeFolder() => _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void It_says_running_until_it_is_set_and_again_once_it_is_cleared()
    {
        Assert.That(Reopened(_ => { }), Is.Null);
        Assert.That(Reopened(latch => Assert.That(latch.TrySet("cli: lunch, “späť” 午"), Is.Null)), Is.EqualTo("cli: lunch, “späť” 午"));
        Assert.That(Reopened(latch => Assert.That(latch.TrySet("cli: again"), Is.Null)), Does.StartWith("cli: lunch"), "the first stays");
        Assert.That(Reopened(latch => Assert.That(latch.TryClear(), Is.Null)), Is.Null);
    }

    [Test]
    public void What_has_no_record_stays_until_a_journal_says_it_and_the_halt_stays_longer()
    {
        Reopened(latch => Assert.That(latch.TrySet("cli: lunch"), Is.Null));
        Assert.That(
            Reopened(latch => latch.TrySetUnrecorded("engine: dead", "from 10:00 on")),
            Is.EqualTo("cli: lunch"),
            "the first reason"
        );
        Reopened(latch =>
            Assert.That((latch.TrySetUnrecorded("x", "from 11:00 on"), latch.Unrecorded), Is.EqualTo(((string?)null, "from 10:00 on")))
        );
        Assert.That(Reopened(latch => latch.TryClearUnrecorded()), Is.EqualTo("cli: lunch"));
        Reopened(latch => Assert.That(latch.Unrecorded, Is.Null));
    }

    [Test]
    public void Fault_66_A_kill_takes_the_place_of_a_halt_and_stays()
    {
        Reopened(latch => Assert.That(latch.TrySetUnrecorded("engine: dead", "from 10:00 on"), Is.Null));
        Assert.That(
            Reopened(latch => Assert.That(latch.TrySet("flatten, cli: out", isKill: true), Is.Null)),
            Is.EqualTo("flatten, cli: out")
        );
        Assert.That(Reopened(latch => latch.TrySet("cli: again")), Is.EqualTo("flatten, cli: out"));
        Reopened(latch =>
            Assert.That(
                (latch.IsKill, latch.Unrecorded, latch.TrySet("flatten, web: more", isKill: true)),
                Is.EqualTo((true, "from 10:00 on", (string?)null))
            )
        );
        Reopened(latch => Assert.That((latch.Reason, latch.TryClear()), Is.EqualTo(("flatten, cli: out", (string?)null))));
        Reopened(latch => Assert.That(latch.IsKill, Is.False));
    }

    [Test]
    public void Texts_of_any_length_and_script_fit()
    {
        using var latch = HaltLatch.Open(_folder.FullName);
        Assert.That(latch.TrySetUnrecorded(new string('午', 5000), new string('€', 5000)), Is.Null);
        Assert.That(new FileInfo(Path).Length, Is.EqualTo(4096));
        using var again = HaltLatch.Open(_folder.FullName);
        Assert.That((again.Reason, again.Unrecorded), Is.EqualTo((new string('午', 600), new string('€', 600))));
    }

    [Test]
    public void Setting_it_needs_no_room_on_the_disk()
    {
        using var latch = HaltLatch.Open(_folder.FullName);
        var length = new FileInfo(Path).Length;
        latch.TrySet(new string('x', 400));
        Assert.That(new FileInfo(Path).Length, Is.EqualTo(length));
    }

    [TestCase(0, TestName = "An_empty_latch_is_a_halt")]
    [TestCase(30, TestName = "A_latch_cut_off_is_a_halt")]
    [TestCase(4095, TestName = "A_latch_without_its_last_byte_is_a_halt")]
    public void A_latch_that_is_too_short(int length)
    {
        Reopened(_ => { });
        File.WriteAllBytes(Path, File.ReadAllBytes(Path)[..length]);
        Assert.That(Reopened(_ => { }), Does.Contain(Path).And.Contain("counts as one"));
        Assert.That(Reopened(latch => latch.TryClear()), Is.Null, "a resume makes it whole");
    }

    [Test]
    public void A_latch_with_any_byte_changed_is_a_halt()
    {
        Reopened(_ => { });
        var whole = File.ReadAllBytes(Path);
        for (var at = 0; at < whole.Length; at += at < 64 ? 1 : 97)
        {
            var changed = whole.ToArray();
            changed[at] ^= 1;
            File.WriteAllBytes(Path, changed);
            Assert.That(Reopened(_ => { }), Is.Not.Null, $"byte {at}");
        }
    }

    [Test]
    public void A_device_that_takes_nothing_is_told_and_tried_again()
    {
        var file = new FaultyFile { BytesLeft = 0 };
        using var latch = HaltLatch.Open(_folder.FullName, _ => file);
        Assert.That(latch.TrySet("cli: x"), Is.EqualTo("No space left on device"));
        Assert.That(latch.Reason, Is.Null);
        file.BytesLeft = long.MaxValue;
        Assert.That(latch.TrySet("cli: x"), Is.Null);
        file.IsSyncFailing = true;
        Assert.That(latch.TryClear(), Is.EqualTo("Input/output error"));
        Assert.That(latch.Reason, Is.EqualTo("cli: x"), "what is not surely cleared is set");
        file.IsSyncFailing = false;
        Assert.That(latch.TrySet("engine: y"), Is.Null);
        File.WriteAllBytes(Path, file.ToArray());
        Assert.That(Reopened(_ => { }), Is.EqualTo("cli: x"), "after a failed clearing it is written again");
    }

    private string? Reopened(Action<HaltLatch> act)
    {
        using (var latch = HaltLatch.Open(_folder.FullName))
            act(latch);
        using var again = HaltLatch.Open(_folder.FullName);
        return again.Reason;
    }
}
