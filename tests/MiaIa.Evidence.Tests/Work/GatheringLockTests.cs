using MiaIa.Evidence.Sweeps.Output;

namespace MiaIa.Evidence.Tests.Work;

/// <summary>Whatever is gathered into a folder, a second start that gathers there at the same moment is told.</summary>
public sealed class GatheringLockTests
{
    private DirectoryInfo _folder = null!;

    [SetUp]
    public void Make_a_folder() => _folder = Directory.CreateTempSubdirectory("miaia-gathering-");

    [TearDown]
    public void Remove_it() => _folder.Delete(recursive: true);

    [Test]
    public void Results_of_a_sweep_are_not_written_beside_those_of_another_start()
    {
        using (File.Open(Path.Combine(_folder.FullName, "gathering.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.That(
                () => SweepFiles.Write(_folder.FullName, []),
                Throws
                    .TypeOf<IOException>()
                    .With.Message.EqualTo(
                        $"another start is gathering in {_folder.FullName} at this moment: wait for it, or use another --out"
                    )
            );
        }

        Assert.That(SweepFiles.Write(_folder.FullName, []), Does.Exist);
        Assert.That(_folder.GetFiles().Select(file => file.Name), Is.EqualTo(["surrogate.json"]), "no lock is left");
    }
}
