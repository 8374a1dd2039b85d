using Serilog.Events;

namespace MiaIa.Engine.Host.Logging;

/// <content>What state an engine begins and ends with: a replay of its journal must come to the same.</content>
internal sealed partial class LogMessages
{
    /// <summary>The journal was read at the start.</summary>
    public void Recovered(long records, TimeSpan took, string nextSegment, string stateHash) =>
        Write(
            2,
            LogEventLevel.Information,
            "journal: {Records} records read again in {Milliseconds:0} ms, going on in {Segment}, state hash {StateHash}",
            records,
            took.TotalMilliseconds,
            nextSegment,
            stateHash
        );

    /// <summary>A caller has asked the program to end.</summary>
    public void StopAsked(string by) => Write(52, LogEventLevel.Information, "asked to stop by {By}", by);

    /// <summary>The engine has stopped in order.</summary>
    public void Stopped(ulong records, ulong decisionHash, string stateHash) =>
        Write(
            51,
            LogEventLevel.Information,
            "stopped; {Records} records journalled, decision hash {Hash:x16}, state hash {StateHash}",
            records,
            decisionHash,
            stateHash
        );
}
