using MiaIa.Engine.Host.Service;
using MiaIa.Engine.Host.Tests.Sessions;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Tests.Journal;
using MiaIa.Hosting.Settings;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Tests.Service;

/// <summary>What the engine says of the settings that it runs with.</summary>
public sealed class RunningSettingsTests
{
    private const string Account = "U7654321";

    [Test]
    public void Every_setting_is_told_and_no_account_in_it_though_another_one_has_another_fingerprint()
    {
        var told = RunningSettings.Of(With(Account)).ToDictionary(one => one.Key);
        Assert.That(told.Keys, Is.EquivalentTo(ShownSetting.Of(new EngineSettings()).Select(one => one.Key)));
        Assert.That(told["Account:DailyLossLimitUsd"].Value, Is.EqualTo("2000"));
        Assert.That(told.Values.Select(one => one.Value), Has.None.Contains(Account));
        var other = RunningSettings.Of(With("U1234567")).ToDictionary(one => one.Key);
        var changed = told.Keys.Where(key => told[key].Fingerprint != other[key].Fingerprint);
        Assert.That(changed, Is.EqualTo(["Trading:LiveAccounts"]));
    }

    [Test]
    public async Task They_are_told_to_whoever_asks_for_them_and_to_nobody_else()
    {
        using var folder = new TemporaryFolder();
        await using var engine = await RunningEngine.StartAsync(folder.FullName);
        Assert.That((await engine.Client.GetStateAsync(new GetStateRequest())).Setting, Is.Empty);
        var told = (await engine.Client.GetStateAsync(new GetStateRequest { Settings = true })).Setting;
        Assert.That(told.Single(one => one.Key == "Journal:Directory").Value, Does.Contain(folder.FullName));
        Assert.That((await engine.StateAsync()).Mode, Is.EqualTo(TradingMode.DryRun));
    }

    private static EngineSettings With(string account) => new() { Trading = new TradingSettings { LiveAccounts = [account] } };
}
