using System.Globalization;
using MiaIa.Cli.Engine;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Cli.Doctor;

/// <summary>What a running engine says of itself, its studies and its Gateway, before the market opens.</summary>
internal static class EngineChecks
{
    private const int IntervalGoodMs = 50;
    private const long SkewedMicros = 250_000;
    private const long OffMicros = 2_000_000;

    internal static IEnumerable<Check> Run(EngineLook look)
    {
        if (look.Status is not { } status)
        {
            // Another start is not always what helps: the engine may run at another address.
            const string ToDo = "do what the sentence says, then miaia doctor again";
            yield return look.CannotAsk
                ? Check.Fail("engine", $"{look.Address} cannot be asked. {look.WhyNot}", ToDo)
                : Check.NotKnown("engine", $"does not run, or does not answer. {look.WhyNot}", ToDo);
            yield break;
        }

        yield return Halt(status);
        yield return Versions(status);
        if (status.Ibkr is { } ibkr)
            yield return Subscriptions(ibkr);
        foreach (var instrument in status.Instrument.Where(instrument => instrument.Told is not null))
        {
            yield return Interval(instrument);
            yield return Clock(instrument);
        }
    }

    internal static Check Halt(EngineStatus status) =>
        status.Halted
            ? Check.Fail("halt", $"HALTED: {status.HaltReason}", "look at positions and orders, then miaia resume")
            : Check.Ok("halt", "none");

    /// <summary>Whether values of the options come.</summary>
    internal static Check Subscriptions(IbkrState ibkr)
    {
        const string Name = "subscriptions";
        var chain = ibkr.Chain.Length > 0 ? $" {ibkr.Chain.TrimEnd('.')}." : "";
        var found = $"{IbkrText.LinkOf(ibkr)}, {ibkr.LinesHeld} of {ibkr.LinesLimit} lines.{chain}";
        if (ibkr.Link == "Live" && ibkr.LinesHeld > 0)
        {
            return ibkr.Label.Length == 0
                ? Check.Ok(Name, found)
                : Check.Warn(
                    Name,
                    $"{found} These values are not the market's.",
                    "for the market's own: connect to the real Gateway, and set Ibkr:Source to Live"
                );
        }

        var newest = ibkr.Alert.LastOrDefault();
        var text = newest is null ? found : $"{found} Newest alert: {newest.Name}: {newest.Text}";
        return ibkr.Link is "Live" or "Opening" or "Degraded"
            ? Check.Warn(Name, text, "wait for the contracts of the day; docs/ibkr.md says what each alert means")
            : Check.Fail(Name, text, "see the Gateway's window: is it logged in, and is another session on the same login?");
    }

    /// <summary>How far the market's time stands from the engine's clock.</summary>
    internal static Check Clock(InstrumentState instrument)
    {
        var name = $"clock, {instrument.Instrument}";
        if (instrument.Told is not { HasClockOffsetUs: true } told)
        {
            return instrument.Told is { Played: true }
                ? Check.NotKnown(name, $"the tape is played{(instrument.Label.Length > 0 ? $" ({instrument.Label})" : "")}")
                : Check.NotKnown(name, "no live trade has told the market's time yet");
        }

        var found = string.Create(
            CultureInfo.InvariantCulture,
            $"market time {told.ClockOffsetUs / 1000.0:+0;-0;0} ms from the engine's clock"
        );
        return Math.Abs(told.ClockOffsetUs) switch
        {
            > OffMicros => Check.Fail(name, found, "set the PC's clock: above 2 s there are no signals"),
            > SkewedMicros => Check.Warn(name, found, "set the PC's clock by a server of time"),
            _ => Check.Ok(name, found),
        };
    }

    private static Check Interval(InstrumentState instrument)
    {
        var name = $"update interval, {instrument.Instrument}";
        return instrument.Told.ChartUpdateIntervalMs switch
        {
            0 => Check.NotKnown(name, "the study did not tell it"),
            > IntervalGoodMs and var slow => Check.Warn(name, $"{slow} ms", "Chart >> Chart Settings >> Chart Update Interval: 10"),
            var good => Check.Ok(name, $"{good} ms"),
        };
    }

    private static Check Versions(EngineStatus status)
    {
        const string Name = "versions";
        var studies = status.Instrument.Where(i => i.Told is not null).Select(i => $"study of {i.Instrument} {i.Told.StudyVersion}");
        var found = string.Join(", ", studies.Prepend($"miaia {EngineOptions.BuildVersion}").Prepend($"engine {status.EngineVersion}"));
        return
            status.EngineVersion == EngineOptions.BuildVersion
            && status.Instrument.All(i => i.Told is null || i.Told.StudyVersion == status.EngineVersion)
            ? Check.Ok(Name, found)
            : Check.Warn(Name, found, "install one package everywhere, and build its study in Sierra Chart");
    }
}
