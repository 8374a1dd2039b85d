using MiaIa.GatewaySim.Faults;

namespace MiaIa.GatewaySim.Tests.Faults;

public sealed class FaultScriptTests
{
    [Test]
    public void Steps_on_a_command_line_are_parted_by_semicolons()
    {
        Assert.That(
            FaultScript.Parse("90s link-lost for 14s; 1h2m3.5s freeze SPXW  260105C; 250ms slow-model 20s for 5m; 0s spot 5810.25"),
            Is.EqualTo([
                new FaultStep(TimeSpan.FromSeconds(90), new Fault(FaultKind.LinkLost, "", TimeSpan.FromSeconds(14))),
                new FaultStep(new TimeSpan(0, 1, 2, 3, 500), new Fault(FaultKind.Freeze, "SPXW 260105C")),
                new FaultStep(TimeSpan.FromMilliseconds(250), new Fault(FaultKind.SlowModel, "20s", TimeSpan.FromMinutes(5))),
                new FaultStep(TimeSpan.Zero, new Fault(FaultKind.Spot, "5810.25")),
            ])
        );
    }

    [Test]
    public void A_file_is_a_list_with_comments()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "script.yaml");
        File.WriteAllText(path, "# a bad morning\n\n- 0s hold-client-id 999 for 40s\n- 5m restart # nightly\n");
        Assert.That(FaultScript.Read(path).Select(step => step.Fault.Kind), Is.EqualTo([FaultKind.HoldClientId, FaultKind.Restart]));
    }

    [TestCase("link-lost", "wants a time and a kind")]
    [TestCase("soon link-lost", "\"soon\" is no time")]
    [TestCase("90 link-lost", "\"90\" is no time")]
    [TestCase("90s explode", "\"explode\" is none of farm-down")]
    [TestCase("90s link-lost for ever", "\"ever\" is no length")]
    [TestCase("90s link-lost now", "takes no argument")]
    [TestCase("90s spot low", "wants a level in points")]
    [TestCase("90s slow-model", "wants how late")]
    [TestCase("90s hold-client-id me", "wants a client id")]
    public void A_wrong_step_is_refused_with_its_text_and_what_was_expected(string text, string expected)
    {
        var refused = Assert.Throws<FaultScriptException>(() => FaultScript.Parse("1s drop; " + text, "Script"))!;
        Assert.That(refused.Message, Does.StartWith("Script: \"" + text).And.Contain(expected));
    }

    [Test]
    public void A_wrong_line_is_named_with_its_file()
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, "wrong.yaml");
        File.WriteAllText(path, "- 1s drop\n5s drop\n");
        Assert.That(Assert.Throws<FaultScriptException>(() => FaultScript.Read(path))!.Message, Does.Contain("wrong.yaml, line 2"));
    }

    [Test]
    public void Every_kind_has_a_name_of_its_own() =>
        Assert.That(FaultScript.Names, Does.Contain("hold-client-id").And.Contain("link-back-kept"));
}
