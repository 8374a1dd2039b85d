using System.Text;
using System.Text.Json;
using MiaIa.Evidence.Shards;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Tests.Shards;

/// <summary>A plan is a file that a program and a person can read, and the same plan has the same bytes.</summary>
public sealed class ShardPlanTests : ShardsFixture
{
    [Test]
    public void Comes_back_as_it_was_written()
    {
        var folder = Planned("a", "b");
        var read = PlanFolder.Open(folder.PlanPath).Plan;
        Assert.That(read.ToBytes(), Is.EqualTo(folder.Plan.ToBytes()));
        Assert.That(read.Shards[1].Inputs, Is.EqualTo(folder.Plan.Shards[1].Inputs));
        Assert.That(PlanFolder.Open(folder.PlanPath).JobName, Is.EqualTo(folder.JobName));
    }

    [Test]
    public void Lists_each_input_with_length_and_hash()
    {
        using var plan = JsonDocument.Parse(File.ReadAllBytes(Planned("abc").PlanPath));
        var input = plan.RootElement.GetProperty("shards")[0].GetProperty("inputs")[0];
        Assert.That(input.GetProperty("length").GetInt64(), Is.EqualTo(3));
        // The hash of "abc" in FIPS 180-2, appendix B.1.
        Assert.That(
            input.GetProperty("sha256").GetString(),
            Is.EqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        );
    }

    [Test]
    public void The_same_plan_is_not_written_again()
    {
        var path = Planned("a").PlanPath;
        var old = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, old);
        Planned("a");
        Assert.That(File.GetLastWriteTimeUtc(path), Is.EqualTo(old));
        Planned("b");
        Assert.That(File.GetLastWriteTimeUtc(path), Is.Not.EqualTo(old));
    }

    [TestCase("", "is no plan")]
    [TestCase("null", "is empty")]
    [TestCase("{\"format\":1,\"kind\":\"k\",\"work\":{}}", "is no plan")]
    [TestCase("{\"format\":2,\"kind\":\"k\",\"work\":{},\"shards\":[]}", "format 2")]
    [TestCase("{\"format\":1,\"kind\":\"k\",\"work\":{},\"shards\":[],\"more\":1}", "is no plan")]
    public void Another_file_is_refused(string text, string why)
    {
        var path = Path.Combine(Root, "plan.json");
        File.WriteAllText(path, text);
        Assert.That(() => ShardPlan.Read(path), Throws.TypeOf<EvidenceException>().With.Message.Contains(why));
    }

    [Test]
    public void A_plan_that_is_not_there_is_said_so() =>
        Assert.That(
            () => ShardPlan.Read(Path.Combine(Root, "none", "plan.json")),
            Throws.TypeOf<EvidenceException>().With.Message.StartsWith("there is no plan")
        );

    [Test]
    public void Two_units_that_would_be_one_folder_on_Windows_are_refused()
    {
        var shard = MadeUpWork.Plan(Root, "a").Shards[0];
        var plan = new ShardPlan("capitals", default, [shard, shard with { Unit = "UNIT-0" }]);
        Assert.That(() => plan.ToBytes(), Throws.TypeOf<EvidenceException>().With.Message.Contains("more than once"));
    }

    [Test]
    public void Ends_with_a_line_and_uses_no_carriage_return() =>
        Assert.That(Encoding.UTF8.GetString(Planned("a").Plan.ToBytes()), Does.EndWith("}\n").And.Not.Contains("\r"));
}
