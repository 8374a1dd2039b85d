using MiaIa.Engine.Runtime.State;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>Looks on while a journal is replayed.</summary>
public interface IReplayObserver
{
    /// <summary>A record was taken.</summary>
    /// <param name="instrument">The instrument that a study's frame was for; null for every other record.</param>
    /// <param name="bytes">Bytes read so far, over all segments.</param>
    void Took(InstrumentEngine? instrument, long bytes);
}
