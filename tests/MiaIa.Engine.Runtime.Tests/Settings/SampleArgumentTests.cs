using System.Text.RegularExpressions;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

namespace MiaIa.Engine.Runtime.Tests.Settings;

/// <summary>What the comments of the example settings give to copy is accepted by the engine.</summary>
public sealed partial class SampleArgumentTests
{
    private static IEnumerable<TestCaseData> Samples()
    {
        var own = File.ReadAllText(Example("engine", "MiaIa.Engine.Host"));
        foreach (Match sample in Argument().Matches(own))
            yield return new TestCaseData("", sample.Value);
        foreach (Match sample in Variable().Matches(own))
            yield return new TestCaseData(sample.Groups[1].Value, sample.Groups[2].Value);
        // The bridge's file gives the engine's arguments as a list.
        foreach (Match list in ListOfArguments().Matches(File.ReadAllText(Example("bridge", "MiaIa.Bridge"))))
        {
            foreach (Match sample in Argument().Matches(list.Value))
                yield return new TestCaseData("", sample.Value);
        }
    }

    [Test]
    public void There_are_samples_of_each_kind() => Assert.That(Samples().Count(), Is.GreaterThanOrEqualTo(3));

    [TestCaseSource(nameof(Samples))]
    public void A_sample_is_accepted(string variable, string value)
    {
        var variables = new Dictionary<string, string>();
        string[] arguments = [];
        if (variable.Length > 0)
            variables[variable] = value;
        else
            arguments = [value.Replace(@"\\", @"\", StringComparison.Ordinal)];
        var loaded = SettingsLoader.Load<EngineSettings>(new SettingsSources(ProgramSections.Engine, "no file", variables, arguments));
        Assert.That(loaded.Problems, Is.Empty);
    }

    private static string Example(string part, string project)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, part, project, "appsettings.example.json");
            if (File.Exists(path))
                return path;
        }

        throw new FileNotFoundException("appsettings.example.json is not in the repository");
    }

    [GeneratedRegex("""--[A-Z][A-Za-z:]*=[^\s"),\]]+""")]
    private static partial Regex Argument();

    [GeneratedRegex("(MIAIA__ENGINE__[A-Z_]+)=([A-Za-z0-9]+)")]
    private static partial Regex Variable();

    [GeneratedRegex("""\[ ("--[^\]]*") \]""")]
    private static partial Regex ListOfArguments();
}
