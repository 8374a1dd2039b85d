namespace MiaIa.ZeroMq;

/// <summary>Options as zmq.h numbers them; the names serve the error messages.</summary>
internal enum SocketOption
{
    RoutingId = 5,
    Subscribe = 6,
    ReceiveMore = 13,
    Linger = 17,
    ReconnectInterval = 18,
    ReconnectIntervalMax = 21,
    MaxMessageBytes = 22,
    SendHighWaterMark = 23,
    ReceiveHighWaterMark = 24,
    LastEndpoint = 32,
    RouterMandatory = 33,
    Immediate = 39,
    CurveServer = 47,
    CurvePublicKey = 48,
    CurveSecretKey = 49,
    CurveServerKey = 50,
    RouterHandover = 56,
    HandshakeTimeout = 66,
    HeartbeatInterval = 75,
    HeartbeatTimeout = 77,
}
