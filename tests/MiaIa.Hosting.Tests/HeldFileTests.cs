using System.Globalization;

namespace MiaIa.Hosting.Tests;

public sealed class HeldFileTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("miaia-held-");

    private string At => Path.Combine(_folder.FullName, "made", "one.lock");

    [TearDown]
    public void Remove() => _folder.Delete(recursive: true);

    [Test]
    public void One_at_a_time_has_it_and_a_file_that_merely_lies_there_refuses_nobody()
    {
        Assert.That(HeldFile.TryTake(At, out var first), Is.True);
        Assert.That(HeldFile.TryTake(At, out var second), Is.False);
        Assert.That(second, Is.Null);
        Assert.That(HeldFile.HolderOf(At), Is.EqualTo(string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId}")));
        first!.Dispose();
        Assert.That(File.Exists(At), Is.True, "it stays, and is nobody's");
        Assert.That(HeldFile.TryTake(At, out var next), Is.True);
        next!.Dispose();
    }

    [TestCase("", TestName = "Nothing in it")]
    [TestCase("12", TestName = "One word")]
    [TestCase("12 x", TestName = "No time")]
    [TestCase("12 -5", TestName = "A time before all times")]
    [TestCase("12 9223372036854775807", TestName = "A time after all times")]
    [TestCase("1 5", TestName = "A number that another process has now")]
    public void A_note_that_says_nothing_of_now_names_nobody(string note)
    {
        Assert.That(HeldFile.TryTake(At, out var taken), Is.True);
        using (taken)
        {
            File.WriteAllText(At + ".by", note);
            Assert.That(HeldFile.HolderOf(At), Is.Empty);
        }
    }

    [Test]
    public void Without_a_note_it_is_held_all_the_same()
    {
        Directory.CreateDirectory(At + ".by");
        Assert.That(HeldFile.TryTake(At, out var taken), Is.True);
        using (taken)
        {
            Assert.That(HeldFile.TryTake(At, out _), Is.False);
            Assert.That(HeldFile.HolderOf(At), Is.Empty);
        }
    }

    [Test]
    public void A_folder_lies_on_the_disk_of_what_its_parents_are_linked_to()
    {
        var root = DiskRoot.Of(_folder.FullName);
        Assert.That(_folder.FullName, Does.StartWith(root));
        Assert.That(DiskRoot.Of(Path.Combine(_folder.FullName, "not", "there")), Is.EqualTo(root));
        if (OperatingSystem.IsWindows() || !Directory.Exists("/proc/self"))
            return;
        var link = Path.Combine(_folder.FullName, "link");
        Directory.CreateSymbolicLink(link, "/proc");
        Assert.That(DiskRoot.Of(Path.Combine(link, "sys")), Does.StartWith("/proc"));
        Assert.That(DiskRoot.Of("/process"), Is.EqualTo("/"), "it only begins like that one's name");
    }
}
