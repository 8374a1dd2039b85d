namespace MiaIa.Ibkr.Client;

/// <summary>Where the client stands.</summary>
/// <param name="State">The connection.</param>
/// <param name="ClientId">The id of this or the next session.</param>
/// <param name="Sessions">Sessions that became ready.</param>
/// <param name="Attempts">Attempts to open one.</param>
/// <param name="LinesSubscribed">Lines that are subscribed.</param>
/// <param name="LinesServed">Lines that are asked for.</param>
/// <param name="LinesHeld">Lines that are held of the login's, comparisons and snapshots included.</param>
/// <param name="LinesLimit">Lines that the session has.</param>
/// <param name="DeadFound">Subscriptions that died in silence and were replaced.</param>
/// <param name="FramesDropped">Frames that could not be read since the start.</param>
/// <param name="FramesPassedOver">Frames of an id that is not read here.</param>
/// <param name="NoticesUnhandled">Codes of the Gateway that are not known, or that nothing follows from.</param>
/// <param name="ContractsRefused">Requests for contracts that the Gateway does not know, while nothing disturbed it.</param>
/// <param name="LastEnd">Why the last session ended; empty before.</param>
public sealed record ClientStatus(
    LinkState State,
    int ClientId,
    int Sessions,
    int Attempts,
    int LinesSubscribed,
    int LinesServed,
    int LinesHeld,
    int LinesLimit,
    int DeadFound,
    long FramesDropped,
    long FramesPassedOver,
    long NoticesUnhandled,
    long ContractsRefused,
    string LastEnd
);
