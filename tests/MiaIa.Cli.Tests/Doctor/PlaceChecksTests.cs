using MiaIa.Cli.Doctor;
using MiaIa.Cli.Tests.Setup;

namespace MiaIa.Cli.Tests.Doctor;

/// <summary>What lies on the disk, and what cannot be looked at.</summary>
public sealed class PlaceChecksTests
{
    private string _folder = "";

    [SetUp]
    public void Begin() => _folder = Directory.CreateTempSubdirectory("miaia-places-").FullName;

    [TearDown]
    public void End() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_journal_that_is_not_there_is_none_yet_and_one_that_cannot_be_reached_fails()
    {
        Assert.That(PlaceChecks.Journal(Path.Combine(_folder, "journal"), isInUse: false).Verdict, Is.EqualTo(Verdict.Ok));
        var loop = Path.Combine(_folder, "loop");
        Directory.CreateSymbolicLink(loop, loop);
        var found = PlaceChecks.Journal(Path.Combine(loop, "journal"), isInUse: false);
        Assert.That(found.Verdict, Is.EqualTo(Verdict.Fail), found.Found);
    }

    [Test]
    public void A_file_that_halts_the_engine_at_its_start_is_told_before()
    {
        Assert.That(PlaceChecks.Kill(_folder), Is.Null);
        File.WriteAllText(Path.Combine(_folder, "Kill.txt"), "");
        var found = PlaceChecks.Kill(_folder)!;
        Assert.That(
            (found.Verdict, found.Found.StartsWith("Kill.txt lies in ", StringComparison.Ordinal)),
            Is.EqualTo((Verdict.Fail, true))
        );
    }

    [Test]
    public async Task A_Sierra_Chart_that_setup_has_found_need_not_be_named()
    {
        using var package = new UnpackedPackage();
        Assert.That(PlaceChecks.Sierra("", package.Own, package.Package).Verdict, Is.EqualTo(Verdict.NotKnown));
        await package.SetUpAsync();
        var found = PlaceChecks.Sierra("", package.Own, package.Package);
        Assert.That((found.Verdict, found.Found), Is.EqualTo((Verdict.Ok, $"{package.Sierra}, version 2784")));
    }

    // As for a user who may not enter the folder above it; a test that runs as root could not see it by itself.
    [Test]
    public void A_journal_at_which_one_may_not_look_is_not_called_none()
    {
        var check = PlaceChecks.Journal(
            Path.Combine(_folder, "journal"),
            isInUse: false,
            path => throw new UnauthorizedAccessException($"Access to the path '{path}' is denied.")
        );
        Assert.That(check.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(check.Found, Does.Contain(_folder).And.Contain("denied"));
        Assert.That(check.ToDo, Is.Not.Empty);
    }

    [Test]
    public void One_that_is_not_there_yet_is_none_and_a_file_in_its_place_is_no_journal()
    {
        var journal = Path.Combine(_folder, "data", "journal");
        Assert.That(PlaceChecks.Journal(journal, isInUse: false), Is.EqualTo(Check.Ok("journal", $"{journal}: none yet")));
        Directory.CreateDirectory(Path.GetDirectoryName(journal)!);
        Assert.That(PlaceChecks.Journal(journal, isInUse: false), Is.EqualTo(Check.Ok("journal", $"{journal}: none yet")));
        File.WriteAllText(journal, "");
        var check = PlaceChecks.Journal(journal, isInUse: false);
        Assert.That((check.Verdict, check.Found), Is.EqualTo((Verdict.Fail, $"{journal} is a file")));
    }
}
