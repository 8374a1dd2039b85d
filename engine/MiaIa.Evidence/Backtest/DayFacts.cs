using System.Globalization;
using System.Text.Json;
using MiaIa.Replay.Sources;

namespace MiaIa.Evidence.Backtest;

/// <summary>What a day was made of and what came of it, as its <c>day.json</c> says.</summary>
/// <param name="Date">The trading day, yyyy-MM-dd.</param>
/// <param name="Instrument">ES, MES, NQ or MNQ.</param>
/// <param name="Scid">Name of the file of trades.</param>
/// <param name="DepthFiles">Names of the files of depth.</param>
/// <param name="Chain">Name of the quote table; empty = none.</param>
/// <param name="WarmUpDays">Trading days before that were asked for.</param>
/// <param name="IsWarm">Whether the file had any trade in them.</param>
/// <param name="Events">Events of every kind.</param>
/// <param name="TradeRecords">Time-and-sales records.</param>
/// <param name="Lots">Contracts traded.</param>
/// <param name="Books">Books that showed something new.</param>
/// <param name="Signals">Signals born.</param>
/// <param name="OpenLots">Position on paper when the recording ended, with its sign.</param>
/// <param name="OpenGhosts">Ghosts that were open then.</param>
/// <param name="LastUnixNs">Market time of the last event.</param>
/// <param name="DecisionHash">Over every decision.</param>
/// <param name="Notes">What was left out or differs.</param>
public sealed record DayFacts(
    string Date,
    string Instrument,
    string Scid,
    IReadOnlyList<string> DepthFiles,
    string Chain,
    int WarmUpDays,
    bool IsWarm,
    long Events,
    long TradeRecords,
    long Lots,
    long Books,
    long Signals,
    int OpenLots,
    int OpenGhosts,
    long LastUnixNs,
    string DecisionHash,
    IReadOnlyList<string> Notes
)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "day.json";

    private static readonly JsonSerializerOptions Layout = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Reads the file of a day's folder.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="JsonException">It is not what was written.</exception>
    public static DayFacts Read(string folder)
    {
        using var stream = File.OpenRead(Path.Combine(folder, FileName));
        return JsonSerializer.Deserialize<DayFacts>(stream, Layout) ?? throw new JsonException($"{FileName} is empty");
    }

    internal static DayFacts Of(DayInputs inputs, int warmUpDays, bool isWarm, SierraSource source)
    {
        var core = source.Cores.Instruments[0].Core;
        var counters = core.Counters;
        return new(
            inputs.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            inputs.Instrument,
            Path.GetFileName(inputs.ScidPath),
            [.. inputs.DepthPaths.Select(path => Path.GetFileName(path))],
            inputs.ChainPath is { } chain ? Path.GetFileName(chain) : "",
            warmUpDays,
            isWarm,
            counters.Events,
            counters.TradeRecords,
            counters.Lots,
            counters.DepthSnapshots,
            counters.SignalsBorn,
            core.Trading.Orders.OwnPosition,
            core.Trading.Ghosts.Open,
            core.Now.Value,
            source.Cores.DecisionHash.ToString("x16", CultureInfo.InvariantCulture),
            [.. source.Notes]
        );
    }

    internal void Write(string folder)
    {
        using var stream = File.Create(Path.Combine(folder, FileName));
        JsonSerializer.Serialize(stream, this, Layout);
        stream.Write("\n"u8);
    }
}
