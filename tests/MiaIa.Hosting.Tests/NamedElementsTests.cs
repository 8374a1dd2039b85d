using MiaIa.Hosting.Settings;

namespace MiaIa.Hosting.Tests;

/// <summary>Elements of a list that have names: ES with base 1 and MES with base 10 are built in.</summary>
public sealed class NamedElementsTests
{
    private string _file = "";

    [SetUp]
    public void NameTheFile() => _file = Path.Combine(Path.GetTempPath(), $"settings-{Guid.NewGuid():N}.json");

    [TearDown]
    public void RemoveTheFile() => File.Delete(_file);

    [Test]
    public void A_numbered_entry_lies_over_the_built_in_element_of_its_name_and_the_list_is_what_is_given()
    {
        var instruments = Load([], "--Instruments:0:Name=MES", "--Instruments:0:TickSizePoints=0.5").Settings!.Instruments;
        Assert.That(Shown(instruments), Is.EqualTo("MES 0.5 10"));
    }

    [Test]
    public void An_entry_by_name_changes_one_element_and_leaves_the_list_alone()
    {
        var instruments = Load([], "--Instruments:MES:TickSizePoints=0.5").Settings!.Instruments;
        Assert.That(Shown(instruments), Is.EqualTo("ES 0.25 1, MES 0.5 10"));
    }

    [Test]
    public void A_name_works_in_every_source_and_the_stronger_one_wins_whether_by_number_or_by_name()
    {
        File.WriteAllText(_file, """{ "Instruments": [ { "Name": "MES", "BaseContracts": 2, "TickSizePoints": 2 }, { "Name": "NQ" } ] }""");
        var byName = Load(new() { ["MIAIA__ENGINE__INSTRUMENTS__MES__BASECONTRACTS"] = "3" }, "--Instruments:1:BaseContracts=4");
        Assert.That(Shown(byName.Settings!.Instruments), Is.EqualTo("MES 2 3, NQ 0.25 4"));
        File.WriteAllText(_file, """{ "Instruments": { "ES": { "BaseContracts": 7 } } }""");
        Assert.That(Shown(Load([], "--Instruments:es:TickSizePoints=3").Settings!.Instruments), Is.EqualTo("ES 3 7, MES 0.25 10"));
    }

    [Test]
    public void A_stronger_source_cannot_put_another_name_over_what_a_weaker_one_says_of_its_entry()
    {
        File.WriteAllText(_file, """{ "Instruments": [ { "Name": "ES", "BaseContracts": 7 } ] }""");
        var problem = Load([], "--Instruments:0:Name=MES").Problems.Single();
        Assert.That(problem.ToString(), Does.StartWith("Instruments:0:Name = 'MES' (from the command line)").And.Contain("has ES there"));
    }

    [TestCase(
        "--Instruments:0:TickSizePoints=1",
        "Instruments:0:Name (from no source): required and not given; allowed: text, one of ES, MES, NQ"
    )]
    [TestCase("--Instruments:0:Name=CL", "Instruments:0:Name = 'CL' (from the command line): allowed: text, one of ES, MES, NQ")]
    [TestCase(
        "--Instruments:CL:BaseContracts=1",
        "Instruments:CL:BaseContracts (from the command line): there is no CL; allowed: text, one of ES, MES, NQ"
    )]
    [TestCase("--Instruments:ES:Name=MES", "Instruments:ES:Name = 'MES' (from the command line): the entry is that of ES")]
    [TestCase(
        "--Instruments:ES:Base=1",
        "Instruments:ES:Base (from the command line): unknown key; known: Instruments:ES:Name, Instruments:ES:TickSizePoints, Instruments:ES:BaseContracts"
    )]
    [TestCase(
        "--Instruments:ES:BaseContracts=0",
        "Instruments:ES:BaseContracts = '0' (from the command line): allowed: whole number, 1 to 1000"
    )]
    [TestCase("--Instruments:ES=1", "Instruments:ES (from the command line): is a section; give Instruments:ES:… instead")]
    [TestCase(
        "--Instruments=1",
        "Instruments (from the command line): is a list; give Instruments:0, Instruments:1, …, or by name, Instruments:<Name> instead"
    )]
    public void What_does_not_fit_is_refused(string argument, string message) =>
        Assert.That(Load([], argument).Problems.Select(p => p.ToString()), Is.EqualTo(new[] { message }));

    [TestCase("--Instruments:0:Name=ES --Instruments:1:Name=ES", "each name is given once")]
    [TestCase("--Instruments:0:Name=ES --Instruments:MES:BaseContracts=1", "not in the list, which has ES")]
    [TestCase(
        "--Instruments:0:Name=ES --Instruments:0:BaseContracts=1 --Instruments:ES:BaseContracts=2",
        "the key is given twice, by number and by name"
    )]
    public void What_does_not_go_together_is_refused(string arguments, string reason) =>
        Assert.That(Load([], arguments.Split(' ')).Problems.Single().Reason, Is.EqualTo(reason));

    private static string Shown(IReadOnlyList<SampleInstrument> instruments) =>
        string.Join(", ", instruments.Select(i => FormattableString.Invariant($"{i.Name} {i.TickSizePoints} {i.BaseContracts}")));

    private SettingsResult<SampleSettings> Load(Dictionary<string, string> environment, params string[] arguments) =>
        SettingsLoader.Load<SampleSettings>(new SettingsSources(ProgramSections.Engine, _file, environment, [.. arguments, "--Journal=j"]));
}
