using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting.Logs;
using MiaIa.Hosting.Settings;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Service;

/// <summary>The settings that the engine runs with, as it tells them to a caller who compares them with those of the file.</summary>
internal static class RunningSettings
{
    /// <summary>Every setting, with each account masked; its fingerprint is that of the value before.</summary>
    /// <param name="settings">In force.</param>
    internal static IReadOnlyList<RunningSetting> Of(EngineSettings settings)
    {
        var secrets = new SecretTexts();
        foreach (var account in settings.Trading.LiveAccounts)
            secrets.Hide(account);
        return
        [
            .. ShownSetting
                .Of(settings)
                .Select(one => new RunningSetting
                {
                    Key = one.Key,
                    Value = secrets.Without(one.Value),
                    Fingerprint = one.Fingerprint,
                }),
        ];
    }
}
