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
}
