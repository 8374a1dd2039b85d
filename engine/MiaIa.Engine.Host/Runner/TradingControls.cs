using Google.Protobuf;
using MiaIa.Engine.Host.Logging;
using MiaIa.Engine.Runtime.Journal;
using MiaIa.Engine.Runtime.State;
using MiaIa.V1;

namespace MiaIa.Engine.Host.Runner;

/// <summary>Halt, resume and flatten: journalled, then done.</summary>
internal sealed class TradingControls
{
    private readonly EngineState _state;
    private readonly EngineJournal _journal;
    private readonly LogMessages _log;

    internal TradingControls(EngineState state, EngineJournal journal, LogMessages log)
    {
        _state = state;
        _journal = journal;
        _log = log;
    }

    internal void Halt(HaltRequest request, long atUnixNs)
    {
        _journal.Append(JournalRecordKind.Halt, atUnixNs, request.ToByteArray());
        _state.Halt(TradingControlText.From(request), atUnixNs);
        _log.Halted(_state.HaltReason);
    }

    internal void Flatten(FlattenRequest request, long atUnixNs)
    {
        _journal.Append(JournalRecordKind.Flatten, atUnixNs, request.ToByteArray());
        _state.Halt(TradingControlText.From(request), atUnixNs);
        _log.Halted(_state.HaltReason);
    }

    internal void Resume(ResumeRequest request, long atUnixNs)
    {
        _journal.Append(JournalRecordKind.Resume, atUnixNs, request.ToByteArray());
        _state.Resume(atUnixNs);
        _log.Resumed(TradingControlText.Clean(request.By));
    }
}
