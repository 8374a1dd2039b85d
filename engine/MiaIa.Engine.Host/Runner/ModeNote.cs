using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Host.Runner;

/// <summary>Writes the mode in force before the first intent, or the first position, of a chain that this process sees.</summary>
internal sealed class ModeNote(EngineState state, EngineJournal journal)
{
    private EngineState _state = state;
    private bool _isWritten;

    /// <summary>A new chain has begun: its state from here on.</summary>
    internal void Follow(EngineState state) => (_state, _isWritten) = (state, false);

    /// <summary>Asked once a turn, before its intents are recorded.</summary>
    internal void Keep(bool hasIntents, long atUnixNs)
    {
        if (_isWritten || !(hasIntents || IsEngaged()))
            return;

        RecordedMode.Append(journal, _state.Options.Mode, atUnixNs);
        _isWritten = true;
    }

    private bool IsEngaged()
    {
        for (var i = 0; i < _state.Instruments.Count; i++)
        {
            var orders = _state.Instruments[i].Core.Trading.Orders;
            if (orders.OwnPosition != 0 || orders.HasOpenEntry)
                return true;
        }

        return false;
    }
}
