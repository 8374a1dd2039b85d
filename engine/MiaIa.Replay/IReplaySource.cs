using MiaIa.Engine.Runtime.State;

namespace MiaIa.Replay;

/// <summary>Recorded inputs that can be played through cores at full speed, once.</summary>
public interface IReplaySource : IDisposable
{
    /// <summary>The cores that are fed.</summary>
    EngineState Cores { get; }

    /// <summary>What is played, for a person.</summary>
    string Title { get; }

    /// <summary>What was left out or differs, for a person; complete after <see cref="Play"/>.</summary>
    IEnumerable<string> Notes { get; }

    /// <summary>Plays everything.</summary>
    /// <param name="listener">Looks on.</param>
    /// <param name="cancellation">Ends it early, between two events.</param>
    /// <exception cref="ReplayException">The input cannot be read on.</exception>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    void Play(IReplayListener listener, CancellationToken cancellation);
}
