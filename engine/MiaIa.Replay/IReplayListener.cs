using MiaIa.Engine.Runtime.State;

namespace MiaIa.Replay;

/// <summary>Looks on while a source is played. Called by the thread that plays.</summary>
public interface IReplayListener
{
    /// <summary>A core may have reached a new second of market time.</summary>
    void Looked(InstrumentEngine instrument);

    /// <summary>How far it is, now and then.</summary>
    void Progressed(in ReplayProgress progress);
}
