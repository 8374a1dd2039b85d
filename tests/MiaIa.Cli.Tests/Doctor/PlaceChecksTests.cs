using MiaIa.Cli.Doctor;

namespace MiaIa.Cli.Tests.Doctor;

/// <summary>What doctor says of the journal's folder.</summary>
public sealed class PlaceChecksTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("miaia-places-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    // As for a user who may not enter the folder above it; a test that runs as root could not see it by itself.
    [Test]
    public void A_journal_at_which_one_may_not_look_is_not_called_none()
    {
        var check = PlaceChecks.Journal(
            Path.Combine(_folder.FullName, "journal"),
            isInUse: false,
            path => throw new UnauthorizedAccessException($"Access to the path '{path}' is denied.")
        );
        Assert.That(check.Verdict, Is.EqualTo(Verdict.Fail));
        Assert.That(check.Found, Does.Contain(_folder.FullName).And.Contain("denied"));
        Assert.That(check.ToDo, Is.Not.Empty);
    }

    [Test]
    public void One_that_is_not_there_yet_is_none_and_a_file_in_its_place_is_no_journal()
    {
        var journal = Path.Combine(_folder.FullName, "data", "journal");
        Assert.That(PlaceChecks.Journal(journal, isInUse: false), Is.EqualTo(Check.Ok("journal", $"{journal}: none yet")));
        Directory.CreateDirectory(Path.GetDirectoryName(journal)!);
        Assert.That(PlaceChecks.Journal(journal, isInUse: false), Is.EqualTo(Check.Ok("journal", $"{journal}: none yet")));
        File.WriteAllText(journal, "");
        var check = PlaceChecks.Journal(journal, isInUse: false);
        Assert.That((check.Verdict, check.Found), Is.EqualTo((Verdict.Fail, $"{journal} is a file")));
    }
}
