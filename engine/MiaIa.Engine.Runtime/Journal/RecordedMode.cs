using MiaIa.Engine.Accounts;
using MiaIa.Engine.Runtime.State;
using MiaIa.Engine.Runtime.Wording;
using MiaIa.Engine.Signals;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>
/// The mode that a chain's orders were made in, against the settings'. A replay makes the orders again in the mode of the settings: those of
/// another mode would be taken for orders that were never answered, or be filled on paper.
/// </summary>
public static class RecordedMode
{
    /// <summary>Writes the mode in force.</summary>
    public static void Append(EngineJournal journal, TradingMode mode, long atUnixNs)
    {
        ArgumentNullException.ThrowIfNull(journal);
        journal.Append(JournalRecordKind.ModeInForce, atUnixNs, BitConverter.GetBytes((ulong)mode));
    }

    /// <summary>Refuses a chain whose open orders and positions are of another mode; where nothing is open it is noted.</summary>
    /// <exception cref="TradingModeException">Something is open.</exception>
    internal static void Check(
        IReadOnlyList<string> segments,
        EngineOptions decided,
        TradingMode? recorded,
        TradingMode now,
        ulong firstSignalId,
        List<string> notes
    )
    {
        if (recorded is not { } mode || mode == now)
            return;

        // As the engine that wrote it held it: in another mode the same reports make other orders.
        var state = new EngineState(decided.In(mode), firstSignalId, new Nobody()) { HashesDepth = false };
        JournalReplay.Run(segments, state);
        var open = state.Instruments.Select(OpenIn).Where(text => text.Length > 0).ToArray();
        if (open.Length == 0)
        {
            notes.Add($"Trading:Mode was {mode} and is {now} now; nothing was open");
            return;
        }

        throw new TradingModeException(
            $"Trading:Mode is {now}, and the journal was left in {mode} with {string.Join(", ", open)}: "
                + $"start with Trading:Mode={mode} until that is closed"
        );
    }

    private static string OpenIn(InstrumentEngine instrument)
    {
        var orders = instrument.Core.Trading.Orders;
        var working = 0;
        foreach (var order in orders.Orders)
            working += order.IsOpen && order.Role != OrderRole.External ? 1 : 0;
        return orders.OwnPosition != 0 || working > 0
            ? string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{orders.OwnPosition:+0;-0;0} {Counted.Word(orders.OwnPosition, "lot")} and {Counted.Of(working, "order")} of ours in {instrument.Name}"
            )
            : "";
    }

    private sealed class Nobody : IDecisionSink
    {
        public void Decided(InstrumentEngine instrument, ReadOnlySpan<Decision> decisions) { }

        public void Traded(InstrumentEngine instrument) { }
    }
}
