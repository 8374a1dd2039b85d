using MiaIa.Engine.Runtime.Settings;
using MiaIa.Hosting;
using MiaIa.Hosting.Logs;
using MiaIa.Hosting.Settings;
using MiaIa.V1;

namespace MiaIa.Cli.Engine;

/// <summary>
/// Settings that a running engine does not have as they stand in its file: it reads them once, when it starts. Whoever has tightened a limit must not
/// believe that it holds.
/// </summary>
internal static class ChangedSettings
{
    private const int ShownMax = 20;

    /// <summary>What to do about them.</summary>
    internal const string ToDo = "restart the engine (miaia stop, then miaia run): until then what runs counts";

    /// <summary>
    /// One text a setting, such as <c>Account:DailyLossLimitUsd (running 2000, file 300)</c>, of many the first; empty when all are as in the file. Secrets are
    /// compared only by whether they are set, and no account is shown.
    /// </summary>
    /// <param name="running">As the engine tells them.</param>
    /// <param name="file">That it would start with now.</param>
    internal static IReadOnlyList<string> Between(IEnumerable<RunningSetting> running, EngineSettings file)
    {
        var secrets = new SecretTexts();
        foreach (var account in file.Trading.LiveAccounts)
            secrets.Hide(account);
        var now = ShownSetting.Of(file).ToDictionary(one => one.Key);
        var known = new HashSet<string>();
        var changed = new List<string>();
        foreach (var one in running.Where(one => known.Add(one.Key)))
        {
            if (!now.TryGetValue(one.Key, out var other))
                changed.Add($"{one.Key} (running {Text(one.Value)}, file none)");
            else if (other.Fingerprint != one.Fingerprint)
                changed.Add($"{one.Key} (running {Text(one.Value)}, file {Text(secrets.Without(other.Value))})");
        }

        changed.AddRange(
            now.Values.Where(one => !known.Contains(one.Key))
                .Select(one => $"{one.Key} (running none, file {Text(secrets.Without(one.Value))})")
        );
        return changed.Count <= ShownMax ? changed : [.. changed.Take(ShownMax), $"and {changed.Count - ShownMax} more"];
    }

    private static string Text(string value) => PrintableText.From(value);
}
