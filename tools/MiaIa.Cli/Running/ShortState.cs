using System.Globalization;
using MiaIa.Cli.Engine;
using MiaIa.V1;

namespace MiaIa.Cli.Running;

/// <summary>How an engine stands, so short that only what matters makes a new line.</summary>
internal static class ShortState
{
    internal static string Of(EngineStatus status)
    {
        var studies = status.Instrument.Where(i => i.Epoch != 0).Select(Of).ToArray();
        var halt = status.Halted ? $"HALTED: {status.HaltReason}; " : "";
        var link = status.Ibkr is { } ibkr ? $"; IBKR {IbkrText.LinkOf(ibkr)}" : "";
        return $"{EngineMode.TextOf(status)}: " + halt + (studies.Length == 0 ? "waits for a study" : string.Join("; ", studies)) + link;
    }

    private static string Of(InstrumentState instrument)
    {
        var study = instrument.StudyAttached ? "attached" : "NOT attached";
        return instrument.Trading is not { } view
            ? $"{instrument.Instrument} {study}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{instrument.Instrument} {study}, {view.State}{(view.Reason.Length > 0 ? $" ({view.Reason})" : "")}, position {view.PositionLots:+0;-0;0}"
            );
    }
}
