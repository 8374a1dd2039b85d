using MiaIa.Evidence.Shards;

namespace MiaIa.Evidence.Tests.Shards;

/// <summary>A folder for a plan, removed after the test.</summary>
public abstract class ShardsFixture
{
    private protected string Root { get; private set; } = "";

    private protected MadeUpWork Work { get; private set; } = new();

    [SetUp]
    public void MakeFolder() => (Root, Work) = (Directory.CreateTempSubdirectory("miaia-shards-").FullName, new MadeUpWork());

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Root, recursive: true);

    private protected PlanFolder Planned(params string[] inputs) =>
        PlanFolder.Write(Path.Combine(Root, "out"), MadeUpWork.Plan(Path.Combine(Root, "in"), inputs));

    private protected ShardRun Run(PlanFolder folder) => new(folder, [Work]);

    private protected static string Product(PlanFolder folder, int index) =>
        File.ReadAllText(Path.Combine(folder.Units.FolderOf($"unit-{index}"), "out.txt"));
}
