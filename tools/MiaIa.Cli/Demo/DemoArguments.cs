using System.CommandLine;
using System.CommandLine.Parsing;
using MiaIa.Cli.Parsing;
using MiaIa.SierraFiles.Synthetic;

namespace MiaIa.Cli.Demo;

/// <summary>The options of <c>miaia demo</c>: what each takes, which go together, and what was asked for with them.</summary>
internal sealed class DemoArguments
{
    private static readonly DemoOptions Defaults = new();

    private readonly Option<FileInfo?> _scid = Arguments.ExistingFile(
        "--scid",
        "Recorded trades to play, named after their symbol; without it a session is made up."
    );
    private readonly Option<FileInfo?> _depth = Arguments.ExistingFile("--depth", "Recorded depth that belongs to --scid.");
    private readonly Option<double> _speed = Arguments.Number(
        "--speed",
        "Market seconds in a second; 0 = as fast as the study takes it.",
        Defaults.Speed,
        0.0,
        1_000_000.0
    );
    private readonly Option<ulong> _seed = Arguments.Number("--seed", "Names the made-up session.", Defaults.Seed, 0UL, ulong.MaxValue);
    private readonly Option<int> _minutes = Arguments.Number(
        "--minutes",
        "Length of the made-up session.",
        Defaults.Minutes,
        1,
        SyntheticSession.MinutesMax
    );
    private readonly Option<double> _floor = Arguments.Number(
        "--coverage-floor",
        "The engine's coverage floor; its own default is 0.70.",
        Defaults.CoverageFloor,
        0.01,
        1.0
    );
    private readonly Option<DirectoryInfo?> _keep = new("--keep") { Description = "Folder that keeps session, journal and logs." };
    private readonly Option<FileInfo?> _picture = new("--picture") { Description = "PNG of the chart with its drawings." };
    private readonly Option<double> _pictureAt = Arguments.Number(
        "--picture-at",
        "When the picture is taken, in market seconds after the first trade; 0 = at the end.",
        Defaults.PictureAtSeconds,
        0.0,
        1_000_000.0
    );
    private readonly Option<FileInfo?> _chain = Arguments.ExistingFile(
        "--chain",
        "Cboe quote table of SPX that the simulated Gateway serves; without it a chain is made up."
    );
    private readonly Option<bool> _noOptions = new("--no-options") { Description = "Play without a Gateway: no options, no VIX." };
    private readonly Option<FileInfo?> _gateway = Arguments.ExistingFile("--gateway", "miaia-gateway.dll, instead of the one built here.");
    private readonly Option<FileInfo?> _engine = Arguments.ExistingFile(
        "--engine",
        "MiaIa.Engine.Host.dll, instead of the one built here."
    );
    private readonly Option<FileInfo?> _bridge = Arguments.ExistingFile("--bridge", "MiaIa.Bridge.dll, instead of the one built here.");
    private readonly Option<FileInfo?> _host = Arguments.ExistingFile("--host", "miaia-sierra-host, instead of the one built here.");
    private readonly Option<FileInfo?> _study = Arguments.ExistingFile("--study", "The study library, instead of the one built here.");

    private readonly Option<bool> _trade = new("--trade")
    {
        Description = "Mode Sim: the stand-in for Sierra executes the orders. Without it the engine fills them on paper (dry-run).",
    };

    private readonly Option<bool> _json = JsonOutput.CreateOption();

    private readonly Option<bool> _stay = new("--stay")
    {
        Description = "When all was played, keep the engine with its page until Ctrl-C.",
    };

    /// <summary>In the order of the help text.</summary>
    public IReadOnlyList<Option> All =>
        [
            _scid,
            _depth,
            _speed,
            _seed,
            _minutes,
            _floor,
            _trade,
            _stay,
            _keep,
            _picture,
            _pictureAt,
            _chain,
            _noOptions,
            _engine,
            _bridge,
            _gateway,
            _host,
            _study,
            _json,
        ];

    public void Validate(CommandResult result)
    {
        if (result.GetValue(_depth) is not null && result.GetValue(_scid) is null)
            result.AddError("--depth needs the --scid it belongs to");
    }

    public DemoOptions Read(ParseResult parsed) =>
        new()
        {
            ScidPath = parsed.GetValue(_scid)?.FullName,
            DepthPath = parsed.GetValue(_depth)?.FullName,
            Speed = parsed.GetValue(_speed),
            Seed = parsed.GetValue(_seed),
            Minutes = parsed.GetValue(_minutes),
            CoverageFloor = parsed.GetValue(_floor),
            ChainPath = parsed.GetValue(_chain)?.FullName,
            Trades = parsed.GetValue(_trade),
            HasOptions = !parsed.GetValue(_noOptions),
            GatewayPath = parsed.GetValue(_gateway)?.FullName,
            Stays = parsed.GetValue(_stay),
            KeepFolder = parsed.GetValue(_keep)?.FullName,
            PicturePath = parsed.GetValue(_picture)?.FullName,
            PictureAtSeconds = parsed.GetValue(_pictureAt),
            EnginePath = parsed.GetValue(_engine)?.FullName,
            BridgePath = parsed.GetValue(_bridge)?.FullName,
            HostPath = parsed.GetValue(_host)?.FullName,
            StudyPath = parsed.GetValue(_study)?.FullName,
            IsJson = parsed.GetValue(_json),
        };
}
