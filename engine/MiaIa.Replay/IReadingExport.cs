using MiaIa.Engine.Runtime.State;

namespace MiaIa.Replay;

/// <summary>Takes each evaluation of a replay, to be written somewhere.</summary>
public interface IReadingExport : IDisposable
{
    /// <summary>Writes the state of a core as it stands.</summary>
    void Write(InstrumentEngine instrument);
}
