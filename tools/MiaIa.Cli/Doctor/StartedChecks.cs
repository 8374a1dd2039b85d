using System.Globalization;
using MiaIa.Engine.Pipeline;
using MiaIa.Engine.Runtime.Settings;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.V1;

namespace MiaIa.Cli.Doctor;

/// <summary>
/// The list of the first half hour, 09:30 to 10:00: what must be true before one lets it trade. Two looks at the engine, some seconds apart, tell
/// what flows.
/// </summary>
/// <param name="Instrument">The one that is traded.</param>
/// <param name="Mode">As the settings want it; unspecified = whatever the engine has.</param>
/// <param name="Account">As it is wanted; empty = any.</param>
/// <param name="WantsOptions">Whether the engine is to have an option chain.</param>
internal sealed record StartedChecks(string Instrument, TradingMode Mode, string Account, bool WantsOptions)
{
    internal IEnumerable<Check> Run(EngineLook before, EngineLook now)
    {
        if (now.Status is not { } status)
        {
            yield return Check.Fail("engine", now.WhyNot, "miaia run");
            yield break;
        }

        yield return EngineChecks.Halt(status);
        if (status.Instrument.FirstOrDefault(one => one.Instrument == Instrument) is not { } instrument)
        {
            yield return Check.Fail("instrument", $"the engine has no {Instrument}", "see Instruments of its settings");
            yield break;
        }

        var earlier = before.Status?.Instrument.FirstOrDefault(one => one.Instrument == Instrument);
        yield return Attached(instrument);
        yield return Flows("trades flow", instrument.TradeRecords, earlier?.TradeRecords, "records", instrument.StudyAttached);
        yield return Flows(
            "book is fresh",
            instrument.DepthSnapshots + instrument.DepthUnchanged,
            earlier is null ? null : earlier.DepthSnapshots + earlier.DepthUnchanged,
            "books",
            instrument.StudyAttached
        );
        yield return EngineChecks.Clock(instrument);
        yield return Score(instrument, FloorOf(status));
        if (WantsOptions)
        {
            if (status.Ibkr is { } ibkr)
                yield return EngineChecks.Subscriptions(ibkr);
            yield return Chain(instrument);
            yield return Volatility(instrument, "VIX");
            if (status.Instrument.FirstOrDefault(one => one.Instrument == "NQ") is { Epoch: not 0 } nasdaq)
                yield return Volatility(nasdaq, "VXN");
        }

        yield return ModeOf(instrument);
        yield return AccountOf(instrument);
        yield return State(instrument);
    }

    private Check Attached(InstrumentState instrument) =>
        instrument.StudyAttached
            ? Check.Ok("study", $"attached to {instrument.Contract}{(instrument.Label.Length > 0 ? $" [{instrument.Label}]" : "")}")
            : Check.Fail("study", $"none is attached to {Instrument}", "see the panel on the chart, and that the bridge runs");

    private static Check Flows(string name, ulong now, ulong? before, string what, bool isAttached) =>
        !isAttached ? Check.Fail(name, "no study", "attach it first")
        : before is null ? Check.NotKnown(name, $"{now} {what}; seen once only")
        : now > before ? Check.Ok(name, $"{now - before} {what} between two looks")
        : Check.Fail(name, $"no new {what} between two looks", "is the market open, and Sierra Chart connected to its feed?");

    // By its own word, where it says so: from the default of this program another setting would be called a fault, or none.
    private static double FloorOf(EngineStatus status) =>
        double.TryParse(
            status.Setting.FirstOrDefault(one => one.Key == nameof(EngineSettings.CoverageFloor))?.Value,
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var floor
        )
            ? floor
            : new EngineSettings().CoverageFloor;

    private static Check Score(InstrumentState instrument, double floor)
    {
        const string Name = "score";
        // A reading says since when it is stale; of what never came that says nothing.
        if (instrument is { StudyAttached: false, Epoch: 0 })
            return Check.Fail(Name, "empty: no study has come yet", "attach it first");
        if (instrument.State is not { } score)
            return Check.Fail(Name, "empty", "wait: a score needs some minutes of trades");
        var missing = score.Reading.Where(reading => !reading.Valid).Select(Missing).ToArray();
        var found = string.Create(
            CultureInfo.InvariantCulture,
            $"{ScoreText.Of(score.Score, score.Coverage)} at coverage {score.Coverage:0.00}"
        );
        if (missing.Length > 0)
            found += $"; missing {string.Join(", ", missing)}";
        return score.Coverage >= floor ? Check.Ok(Name, found)
            : score.Coverage > 0
                ? Check.Warn(
                    Name,
                    found,
                    FormattableString.Invariant($"below {floor:0.00} there is no signal: wait, or see what is missing")
                )
            : Check.Fail(Name, found, "nothing is ready: see what is missing");
    }

    private static string Missing(FeatureReading reading) => reading.Reason.Length > 0 ? $"{reading.Name}: {reading.Reason}" : reading.Name;

    private static Check Chain(InstrumentState instrument)
    {
        const string Name = "option chain";
        if (instrument.State?.Market?.Options is not { } options)
            return Check.Fail(Name, "none is listed", "docs/ibkr.md says how the day's contracts come");
        var found = string.Create(
            CultureInfo.InvariantCulture,
            $"{options.Source}, {options.Condition}, coverage {options.Coverage:0.00}, open interest {options.OpenInterestShare:0.00}"
        );
        // Below it the feature of gamma levels has no value.
        return options.Coverage >= DrawnLevels.CoverageMin && options.OpenInterestShare >= DrawnLevels.CoverageMin
            ? Check.Ok(Name, found)
            : Check.Warn(Name, found, "wait for the sweep to end, or see the alerts of miaia status --all");
    }

    private static Check Volatility(InstrumentState instrument, string index) =>
        instrument.State?.Market?.Options is { HasVolatilityPoints: true } options
            ? Check.Ok(index, options.VolatilityPoints.ToString("0.00", CultureInfo.InvariantCulture))
            : Check.Fail(index, "no value", "is the subscription of index data (Cboe) on this login?");

    private Check ModeOf(InstrumentState instrument)
    {
        const string Name = "mode";
        var (engine, study) = (instrument.Trading?.Mode ?? TradingMode.Unspecified, instrument.Told?.Mode ?? TradingMode.Unspecified);
        if (Mode != TradingMode.Unspecified && engine != Mode)
            return Check.Fail(Name, $"the engine is in {engine}, wanted is {Mode}", "set Trading:Mode of the engine and start it anew");
        return study == engine || study == TradingMode.Unspecified
            ? Check.Ok(Name, $"{engine}")
            : Check.Warn(
                Name,
                $"the engine is in {engine}, the study in {study}: it makes no order",
                "set the study's mode to the engine's, or leave it so"
            );
    }

    private Check AccountOf(InstrumentState instrument)
    {
        const string Name = "account";
        var account = instrument.Told?.Account ?? "";
        if (Account.Length > 0)
        {
            return account == Account
                ? Check.Ok(Name, account)
                : Check.Fail(
                    Name,
                    $"the study's is '{account}', wanted is '{Account}'",
                    "choose the account in Sierra Chart's trade window"
                );
        }

        var orders = instrument.Trading?.Mode is TradingMode.Sim or TradingMode.Live;
        return account.Length == 0 && orders
            ? Check.Fail(Name, "none is chosen", "choose the account in Sierra Chart's trade window")
            : Check.Ok(Name, account.Length == 0 ? "none, and none is needed on paper" : account);
    }

    // Without a study an active state says only that nothing forbids entries; none can come.
    private static Check State(InstrumentState instrument) =>
        instrument.Trading?.State switch
        {
            TradingState.Active when !instrument.StudyAttached => Check.Fail("entries", "none: no study attached", "attach it first"),
            TradingState.Active => Check.Ok("entries", "allowed"),
            TradingState.Reducing => Check.Warn(
                "entries",
                $"none now: {instrument.Trading.Reason}",
                "it heals by itself; the reason says when"
            ),
            TradingState.Halted => Check.Fail(
                "entries",
                $"none: {instrument.Trading.Reason}",
                "look at positions and orders, then miaia resume"
            ),
            _ => Check.NotKnown("entries", "the engine does not say"),
        };
}
