using System.Globalization;
using System.Text.RegularExpressions;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Trading;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;

namespace MiaIa.Engine.Runtime.Tests.Settings;

/// <summary>What the study would refuse of every command is refused when the engine starts, and in dry-run, where no command leaves, is not.</summary>
public sealed class StudyLimitsTests
{
    [TestCase("LargestOffsetTicks", StudyLimits.OffsetTicksMax)]
    [TestCase("LargestDriftTicks", StudyLimits.DriftTicksMax)]
    [TestCase("LongestTimeToLiveMs", StudyLimits.TimeToLiveMillisMax)]
    public void The_limits_are_those_of_the_studys_source(string name, int limit)
    {
        var source = File.ReadAllText(Path.Combine(Root(), "sierra-study", "MiaIaOrderRules.h"));
        var match = Regex.Match(source, $@"constexpr uint32_t {name} = (\d+);");
        Assert.That(match.Success, name);
        Assert.That(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), Is.EqualTo(limit));
    }

    [TestCase("--Trading:DriftTicksMax=41", "DriftTicksMax 41")]
    [TestCase("--Instruments:ES:StopTicks=401", "ES: StopTicks 401")]
    [TestCase("--Instruments:NQ:TargetTicks=401", "NQ: StopTicks 8 and TargetTicks 401")]
    public void Fault_50_What_the_study_always_refuses_is_refused_at_the_start(string argument, string said)
    {
        Assert.That(Load("--Trading:Mode=Sim", "--Account:DailyLossLimitUsd=1000000", argument), Has.Exactly(1).Contains(said));
        Assert.That(Load("--Account:DailyLossLimitUsd=1000000", argument), Is.Empty, "no command leaves in dry-run");
    }

    [TestCase("--Trading:DriftTicksMax=40")]
    [TestCase("--Instruments:ES:StopTicks=400")]
    [TestCase("--Trading:TimeToLiveMs=1500")]
    public void The_limit_itself_is_taken(string argument) =>
        Assert.That(Load("--Trading:Mode=Sim", "--Account:DailyLossLimitUsd=1000000", argument), Is.Empty);

    [Test]
    public void No_time_to_live_that_can_be_set_is_too_long_for_the_study()
    {
        Assert.That(Load("--Trading:TimeToLiveMs=5001"), Is.Not.Empty);
        Assert.That(Load("--Trading:Mode=Sim", "--Trading:TimeToLiveMs=1501"), Is.Not.Empty);
    }

    private static string[] Load(params string[] arguments) =>
        [
            .. SettingsLoader
                .Load<EngineSettings>(new SettingsSources(ProgramSections.Engine, "no file", new Dictionary<string, string>(), arguments))
                .Problems.Select(problem => problem.ToString()),
        ];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MiaIa.Bridge.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("the repository's root is not above the tests");
    }
}
