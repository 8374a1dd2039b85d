using MiaIa.Ibkr.Requests;

namespace MiaIa.Ibkr.Connection;

/// <summary>One session with a Gateway, as its owner sees it.</summary>
public interface ITwsSession : IAsyncDisposable
{
    /// <summary>Completes when the session is over, and says why. It never fails.</summary>
    Task<SessionEnd> Ended { get; }

    /// <summary>Connects and waits until requests may be sent.</summary>
    /// <exception cref="TwsException">The session could not be opened; it says why.</exception>
    Task OpenAsync(CancellationToken cancel);

    /// <summary>Sends a request as soon as its turn and its token have come.</summary>
    /// <exception cref="LinesExhaustedException">No line is free.</exception>
    /// <exception cref="TwsException">The session is over; it says why.</exception>
    Task SendAsync(Request request, CancellationToken cancel);
}
