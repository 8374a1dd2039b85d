using MiaIa.Cli.Engine;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting.Settings;
using MiaIa.V1;

namespace MiaIa.Cli.Tests.Engine;

/// <summary>What a file says is not what runs: the engine reads it once.</summary>
public sealed class ChangedSettingsTests
{
    private const string WithAccount = """{ "Trading": { "LiveAccounts": ["U7654321"] } }""";

    private string _file = "";

    [SetUp]
    public void Begin() => _file = Path.GetTempFileName();

    [TearDown]
    public void End() => File.Delete(_file);

    [Test]
    public void A_changed_limit_is_named_with_both_values_and_what_is_the_same_is_not()
    {
        var running = Running(Load("{ }"));
        Assert.That(ChangedSettings.Between(running, Load("{ }")), Is.Empty);
        Assert.That(
            ChangedSettings.Between(running, Load("""{ "Account": { "DailyLossLimitUsd": 300 } }""")),
            Is.EqualTo(["Account:DailyLossLimitUsd (running 2000, file 300)"])
        );
    }

    [Test]
    public void Another_account_is_seen_and_neither_is_shown()
    {
        var running = Running(Load(WithAccount));
        foreach (var one in running)
            one.Value = one.Value.Replace("U7654321", "***", StringComparison.Ordinal);
        Assert.That(ChangedSettings.Between(running, Load(WithAccount)), Is.Empty);
        var changed = ChangedSettings
            .Between(running, Load(WithAccount.Replace("U7654321", "U1234567", StringComparison.Ordinal)))
            .Single();
        Assert.That(changed, Is.EqualTo("Trading:LiveAccounts (running ***, file ***)"));
    }

    [Test]
    public void A_key_that_one_of_both_does_not_know_is_named()
    {
        var running = Running(Load("{ }"));
        running.RemoveAll(one => one.Key == "Port");
        running.Add(new RunningSetting { Key = "Gone", Value = "7" });
        Assert.That(
            ChangedSettings.Between(running, Load("{ }")),
            Is.EqualTo(["Gone (running 7, file none)", "Port (running none, file 50551)"])
        );
    }

    [Test]
    public void Of_very_many_the_first_are_named_and_the_rest_counted()
    {
        var changed = ChangedSettings.Between([], Load("{ }"));
        Assert.That(changed, Has.Count.EqualTo(21));
        Assert.That(changed[^1], Does.Match("^and \\d+ more$"));
    }

    [Test]
    public void The_whole_state_says_what_is_not_in_force()
    {
        var state = new EngineStatus();
        state.Setting.AddRange(Running(Load("{ }")));
        var file = Load("""{ "Account": { "DailyLossLimitUsd": 300 } }""");
        Assert.That(
            StateText.Lines(state, file),
            Has.One.EqualTo($"NOT IN FORCE, {ChangedSettings.ToDo}: Account:DailyLossLimitUsd (running 2000, file 300)")
        );
        Assert.That(StateText.Lines(state, Load("{ }")), Has.None.Contains("NOT IN FORCE"));
    }

    private static List<RunningSetting> Running(EngineSettings settings) =>
        [
            .. ShownSetting
                .Of(settings)
                .Select(one => new RunningSetting
                {
                    Key = one.Key,
                    Value = one.Value,
                    Fingerprint = one.Fingerprint,
                }),
        ];

    private EngineSettings Load(string text)
    {
        File.WriteAllText(_file, text);
        var loaded = SettingsLoader.Load<EngineSettings>(new SettingsSources("Engine", _file, new Dictionary<string, string>(), []));
        Assert.That(loaded.Problems, Is.Empty);
        return loaded.Settings!;
    }
}
