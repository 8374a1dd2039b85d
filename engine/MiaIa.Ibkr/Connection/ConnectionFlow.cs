using System.Collections.Frozen;

namespace MiaIa.Ibkr.Connection;

/// <summary>The whole state machine as a table. A step that has no row changes nothing: news of the link before ready, for example.</summary>
public static class ConnectionFlow
{
    private static readonly FrozenDictionary<(ConnectionState, ConnectionStep), ConnectionState> Rows = new Dictionary<
        (ConnectionState, ConnectionStep),
        ConnectionState
    >
    {
        [(ConnectionState.Idle, ConnectionStep.Open)] = ConnectionState.Connecting,
        [(ConnectionState.Connecting, ConnectionStep.HelloSent)] = ConnectionState.AwaitingVersion,
        [(ConnectionState.AwaitingVersion, ConnectionStep.Redirected)] = ConnectionState.Connecting,
        [(ConnectionState.AwaitingVersion, ConnectionStep.VersionAccepted)] = ConnectionState.AwaitingReady,
        [(ConnectionState.AwaitingReady, ConnectionStep.BecameReady)] = ConnectionState.Ready,
        [(ConnectionState.Ready, ConnectionStep.LinkLost)] = ConnectionState.LinkLost,
        [(ConnectionState.LinkLost, ConnectionStep.LinkBackDataLost)] = ConnectionState.Ready,
        [(ConnectionState.LinkLost, ConnectionStep.LinkBackDataKept)] = ConnectionState.Ready,
    }.ToFrozenDictionary();

    /// <summary>The state after a step. Every state ends; nothing leaves <see cref="ConnectionState.Closed"/>.</summary>
    public static ConnectionState Next(ConnectionState state, ConnectionStep step) =>
        step == ConnectionStep.End ? ConnectionState.Closed : Rows.GetValueOrDefault((state, step), state);
}
