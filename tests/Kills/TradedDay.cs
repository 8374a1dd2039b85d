using System.Text.Json;
using System.Text.Json.Nodes;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.State;
using MiaIa.Hosting;
using MiaIa.Hosting.Settings;
using MiaIa.SierraFiles.Synthetic;
using MiaIa.Tests.Access;

namespace Kills;

/// <summary>
/// A market, faster than the wall, and settings with which it is traded as often as the study lets anybody: low tiers, near stops and targets, no
/// pause after a loss. The study's own limit of six entries a minute stays as it is.
/// </summary>
internal sealed class TradedDay(string folder, DayPlan plan, int enginePort, int bridgePort)
{
    /// <summary>The ceiling of engine and study.</summary>
    internal const int CeilingLots = 4;

    internal const string StudyLibrary = "MiaIaStudyStandIn.so";
    internal const string StandIn = "miaia-sierra-host";
    private const string StudyBuildVariable = "MIAIA_STUDY_BUILD";

    private static readonly (string Key, string Value)[] Usual =
    [
        ("CoverageFloor", "0.2"),
        ("Options:HistoryFolder", ""),
        ("Trading:DriftTicksMax", "20"),
        ("Account:LossCooldownSeconds", "0"),
        ("Account:LossLevelTicks", "0"),
        ("Account:LossLevelMinutes", "0"),
        ("Account:TradesPerDay", "10000"),
        ("Account:EntriesPerMinute", "60"),
        ("Account:IdenticalEntries", "100"),
        ("Account:DailyLossLimitUsd", "10000000"),
        ("Instruments:ES:BaseContracts", "4"),
        ("Instruments:ES:CeilingContracts", "4"),
        ("Instruments:ES:StopTicks", "5"),
        ("Instruments:ES:TargetTicks", "5"),
        ("Instruments:ES:VolumeLotsMin", "1"),
        ("Instruments:ES:HoldMs", "100"),
        ("Instruments:ES:Tiers:Weak", "0.10"),
        ("Instruments:ES:Tiers:Good", "0.14"),
        ("Instruments:ES:Risk:CollarTicks", "40"),
        ("Instruments:ES:Risk:SpreadTicksMax", "4"),
    ];

    private readonly (string Key, string Value)[] _settings =
    [
        .. Usual,
        ("Trading:Mode", plan.EngineMode),
        .. plan.LiveAccount.Length == 0
            ? Array.Empty<(string, string)>()
            :
            [
                ("Trading:AllowLive", "true"),
                ("Trading:LiveAccounts:0", plan.LiveAccount),
                ("Trading:LiveOnPlayedTape", plan.IsPlayedTapeAllowed ? "true" : "false"),
            ],
    ];

    /// <summary>How long a made-up market of the longest kind is played.</summary>
    internal TimeSpan Lasts { get; } = TimeSpan.FromMinutes(SyntheticSession.MinutesMax - plan.HistoryMinutes) / plan.Speed;

    /// <summary>The engine's journal.</summary>
    internal string Journal { get; } = Path.Combine(folder, "journal");

    /// <summary>The engine's database.</summary>
    internal string Database => Path.Combine(Journal, "trades.db");

    /// <summary>Where the engine answers.</summary>
    internal Uri Engine { get; } = new($"http://127.0.0.1:{enginePort}");

    /// <summary>Ignores the test where nobody has built the study, and fails where somebody said that it is built.</summary>
    internal static void NeedPrograms() => _ = (Built(StudyLibrary), Built(StandIn));

    /// <summary>What a replay needs to decide as the engine did.</summary>
    internal EngineOptions Options()
    {
        var sources = new SettingsSources(ProgramSections.Engine, "", new Dictionary<string, string>(), [.. Arguments()]);
        return EngineOptions.From(SettingsLoader.Load<EngineSettings>(sources).Settings!);
    }

    internal ChildProcess StartEngine(Action<string> onLine) =>
        ChildProcess.Start(
            "engine",
            Beside("MiaIa.Engine.Host.dll"),
            [
                .. Arguments(),
                $"--Port={enginePort}",
                // Its ports would follow the engine's, and the bridge's may be one of them.
                "--Page:Enabled=false",
                "--Metrics:Enabled=false",
                $"--CredentialsFolder={TestAccess.Folder}",
                $"--Journal:Directory={Journal}",
                "--Log:Folder=",
                "--Reports:Folder=",
            ],
            onLine
        );

    internal ChildProcess StartBridge(Action<string> onLine) =>
        ChildProcess.Start(
            "bridge",
            Beside("MiaIa.Bridge.dll"),
            [$"--StudyEndpoint=tcp://127.0.0.1:{bridgePort}", $"--EngineAddress={Engine}", $"--CredentialsFolder={TestAccess.Folder}"],
            onLine
        );

    /// <summary>Sierra with the study on its chart. The market begins at once.</summary>
    internal ChildProcess StartSierra(Action<string> onLine)
    {
        var market = plan.Market(folder);
        var script = Path.Combine(folder, "orders.yaml");
        File.WriteAllText(script, "steps:\n" + plan.Script);
        string[] arguments =
        [
            .. new[] { "--study", Built(StudyLibrary), "--scid", market.Scid, "--depth", market.Depth, "--every-batch" },
            .. new[] { "--speed", $"{plan.Speed}", "--history-minutes", $"{plan.HistoryMinutes}", "--linger-ms", "60000" },
            .. new[] { "--endpoint", $"tcp://127.0.0.1:{bridgePort}", "--orders", script, "--seed", $"{plan.Seed}" },
            .. new[] { "--trading", plan.Sierra, "--account", plan.Account, "--mode", plan.StudyMode },
            .. new[] { "--input", $"Position={CeilingLots}", "--input", $"I confirm={plan.ConfirmedAccount}" },
            .. plan.IsReplay ? new[] { "--replay" } : [],
        ];
        return ChildProcess.Start("stand-in", Built(StandIn), arguments, onLine, ("MIAIA_CREDENTIALS_FOLDER", TestAccess.Folder));
    }

    /// <summary>A command of miaia's; it must end with 0.</summary>
    internal static async Task<string> RunMiaiaAsync(params string[] arguments)
    {
        var said = new List<string>();
        using var miaia = ChildProcess.Start("miaia", Beside("miaia.dll"), arguments, said.Add);
        await miaia.EndedWellAsync();
        return string.Join('\n', said);
    }

    /// <summary>The settings as a file for miaia.</summary>
    internal string WriteSettings()
    {
        var root = new JsonObject();
        foreach (var (key, value) in _settings)
        {
            var names = key.Split(':');
            var at = root;
            foreach (var name in names[..^1])
                at = (JsonObject)(at[name] ??= new JsonObject());
            at[names[^1]] = double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out _)
                ? JsonNode.Parse(value)
                : value;
        }

        var path = Path.Combine(folder, "settings.json");
        File.WriteAllText(path, root.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        return path;
    }

    private IEnumerable<string> Arguments() => _settings.Select(setting => $"--{setting.Key}={setting.Value}");

    /// <summary>A program that is built beside the tests.</summary>
    internal static string Beside(string name) => Path.Combine(AppContext.BaseDirectory, name);

    /// <summary>A program or library of the study's build.</summary>
    internal static string Built(string name)
    {
        var named = Environment.GetEnvironmentVariable(StudyBuildVariable);
        var build = string.IsNullOrEmpty(named) ? Path.Combine(Root(), "build", "study-tests") : named;
        if (Directory.Exists(build) && Directory.EnumerateFiles(build, name, SearchOption.AllDirectories).FirstOrDefault() is { } found)
            return found;
        var how = $"no {name} in {build}; build it with: cmake -S sierra-study -B build/study-tests && cmake --build build/study-tests";
        // Whoever names a build wants it tested.
        if (string.IsNullOrEmpty(named))
            Assert.Ignore(how);
        throw new InvalidOperationException(how);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MiaIa.Bridge.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("MiaIa.Bridge.sln is in no folder above the tests");
        return folder.FullName;
    }
}
