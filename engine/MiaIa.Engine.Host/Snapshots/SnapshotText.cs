using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using MiaIa.Engine.Market;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Outbound;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Snapshots;

/// <summary>
/// The state as JSON: what GetState answers, which holds readings, gates, feeds, book and account, and beside it session, levels and the side of
/// zero gamma of each instrument.
/// </summary>
internal static class SnapshotText
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithPreserveProtoFieldNames(true));
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>What the status does not say, taken from the state under the runner's lock.</summary>
    internal static JsonArray ContextOf(EngineState state) => new([.. state.Instruments.Select(ContextOf)]);

    /// <summary>The whole text. Accounts are left out: a snapshot is passed on more easily than a journal.</summary>
    internal static string Of(UnixNanos at, string why, EngineStatus status, JsonArray contexts)
    {
        foreach (var told in status.Instrument.Select(instrument => instrument.Told).OfType<StudyIdentity>())
            told.Account = told.Account.Length == 0 ? "" : "(left out)";
        return new JsonObject
            {
                ["at_utc"] = DateTimeOffset.UnixEpoch.AddTicks(at.Value / 100).ToString("O", CultureInfo.InvariantCulture),
                ["why"] = why,
                ["context"] = contexts,
                ["status"] = JsonNode.Parse(Formatter.Format(status)),
            }.ToJsonString(Indented) + "\n";
    }

    private static JsonNode ContextOf(InstrumentEngine instrument)
    {
        var core = instrument.Core;
        var session = core.Session;
        return new JsonObject
        {
            ["instrument"] = instrument.Name,
            ["session"] = new JsonObject
            {
                ["date"] = session.OpensAt.Value == 0 ? null : session.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["is_open"] = session.IsOpen(core.Now),
                ["is_regular"] = session.HasRegular && core.Now >= session.RegularOpensAt && core.Now < session.RegularClosesAt,
                ["market_unix_ns"] = core.Now.Value,
            },
            ["regime"] = RegimeOf(core),
            ["levels"] = JsonNode.Parse(Formatter.Format(LevelMessages.From(core))),
        };
    }

    // Above zero gamma the dealers' hedging damps a move, below it feeds one.
    private static string RegimeOf(EngineCore core)
    {
        if (LevelMessages.TicksOf(core, DrawnLevel.ZeroGamma) is not { } zero || !core.LastPrice.IsKnown)
            return "not known";
        return core.LastPrice.Value >= zero ? "at or above zero gamma" : "below zero gamma";
    }
}
