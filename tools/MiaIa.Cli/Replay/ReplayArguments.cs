using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MiaIa.Cli.Parsing;

namespace MiaIa.Cli.Replay;

/// <summary>The options of <c>miaia replay</c>: what each takes, which go together, and what was asked for with them.</summary>
internal sealed class ReplayArguments
{
    private readonly Option<FileInfo?> _scid = Arguments.ExistingFile("--scid", "Recorded trades (ticks), named after their symbol.");
    private readonly Option<FileInfo[]> _depth = new("--depth")
    {
        Description = "Depth that belongs to --scid; once for each day's file.",
        AllowMultipleArgumentsPerToken = true,
    };
    private readonly Option<string?> _journal = new("--journal")
    {
        Description = "A journal's directory (its newest chain) or one segment.",
    };
    private readonly Option<FileInfo?> _settings = Arguments.ExistingFile(
        "--settings",
        "The engine's appsettings.json; without it its defaults."
    );
    private readonly Option<double?> _floor = Range("--coverage-floor", "Instead of the settings' coverage floor.", 0.01, 1);
    private readonly Option<string?> _instrument = new("--instrument")
    {
        Description = "Whose prices --scid holds, where its name does not say so.",
    };
    private readonly Option<double?> _multiplier = Range(
        "--price-multiplier",
        "What prices of the files are multiplied by to give points; found out by itself when it is 1 or 0.01.",
        0.000001,
        1_000_000
    );
    private readonly Option<FileInfo?> _chain = Arguments.ExistingFile(
        "--chain",
        "A Cboe quote table (.csv or .csv.gz) that stands still beside --scid, as a replay."
    );
    private readonly Option<double?> _basis = Range(
        "--basis",
        "Future less index while --chain stands; without it the index is not known and feature 1 is not ready.",
        -1_000,
        1_000
    );
    private readonly Option<double?> _volatility = Range(
        "--vix",
        "The volatility index while --chain stands; without it feature 1 is not ready.",
        1,
        200
    );
    private readonly Option<long?> _from = Moment("--from", "First moment of --scid to play, such as 2026-11-24T14:30Z.");
    private readonly Option<long?> _to = Moment("--to", "Play --scid up to this moment.");
    private readonly Option<int> _every = Arguments.Number(
        "--every",
        "Market time from one evaluation to the next, in milliseconds.",
        1_000,
        10,
        3_600_000
    );
    private readonly Option<string?> _csv = new("--csv") { Description = "Write each evaluation to this file, a line each." };
    private readonly Option<string?> _jsonFile = new("--json-file")
    {
        Description = "Write each evaluation to this file, as one JSON array.",
    };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Do not print signals as they come." };
    private readonly Option<bool> _json = JsonOutput.CreateOption();

    public ReplayArguments()
    {
        _depth.Validators.Add(RefuseMissing);
        _instrument.AcceptOnlyFromAmong("ES", "MES", "NQ", "MNQ");
    }

    /// <summary>In the order of the help text.</summary>
    public IReadOnlyList<Option> All =>
        [
            _scid,
            _depth,
            _chain,
            _basis,
            _volatility,
            _journal,
            _settings,
            _floor,
            _instrument,
            _multiplier,
            _from,
            _to,
            _every,
            _csv,
            _jsonFile,
            _quiet,
            _json,
        ];

    public void Validate(CommandResult result)
    {
        if (result.GetValue(_scid) is null == result.GetValue(_journal) is null)
            result.AddError("give either --scid or --journal");
        if (result.GetValue(_chain) is not null && result.GetValue(_scid) is null)
            result.AddError("--chain needs the --scid it stands beside; a journal holds its own options");
        if (result.GetValue(_journal) is not null && (result.GetValue(_depth) ?? []).Length > 0)
            result.AddError("--depth belongs to --scid; a journal holds its own books");
        if (result.GetValue(_journal) is { } path && !File.Exists(path) && !Directory.Exists(path))
            result.AddError($"--journal = {path}: there is no such file or directory");
    }

    public ReplayRequest Read(ParseResult parsed) =>
        new()
        {
            ScidPath = parsed.GetValue(_scid)?.FullName,
            DepthPaths = [.. (parsed.GetValue(_depth) ?? []).Select(file => file.FullName)],
            JournalPath = parsed.GetValue(_journal),
            SettingsPath = parsed.GetValue(_settings)?.FullName,
            CoverageFloor = parsed.GetValue(_floor),
            Instrument = parsed.GetValue(_instrument),
            ChainPath = parsed.GetValue(_chain)?.FullName,
            BasisPoints = parsed.GetValue(_basis),
            VolatilityPercent = parsed.GetValue(_volatility),
            PriceMultiplier = parsed.GetValue(_multiplier),
            FromUnixMicros = parsed.GetValue(_from),
            ToUnixMicros = parsed.GetValue(_to),
            EveryMillis = parsed.GetValue(_every),
            CsvPath = parsed.GetValue(_csv),
            JsonPath = parsed.GetValue(_jsonFile),
            IsQuiet = parsed.GetValue(_quiet),
            IsJson = parsed.GetValue(_json),
        };

    private static void RefuseMissing(OptionResult result)
    {
        foreach (var missing in (result.GetValueOrDefault<FileInfo[]>() ?? []).Where(file => !file.Exists))
            result.AddError($"--depth = {missing.FullName}: there is no such file");
    }

    private static Option<double?> Range(string name, string doc, double low, double high)
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"{low:0.######} to {high:0.######}");
        return new Option<double?>(name)
        {
            Description = $"{doc} ({range})",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (double.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high)
                    return value;
                result.AddError($"{name} = '{text}': allowed: {range}");
                return null;
            },
        };
    }

    private static Option<long?> Moment(string name, string doc) =>
        new(name)
        {
            Description = doc,
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (
                    DateTimeOffset.TryParse(
                        text,
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                        out var moment
                    )
                )
                {
                    return (moment.UtcTicks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
                }

                result.AddError($"{name} = '{text}': a moment in UTC, such as 2026-11-24T14:30Z");
                return null;
            },
        };
}
