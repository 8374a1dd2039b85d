using System.Text;

namespace MiaIa.ZeroMq;

/// <summary>One end of a CURVE connection: encrypted, and the server proven by its public key.</summary>
/// <remarks>The server end takes every client key: who may connect is decided above, not here.</remarks>
public sealed record CurveSecurity
{
    private readonly CurveKeyPair _own;
    private readonly string? _serverKey;

    private CurveSecurity(CurveKeyPair own, string? serverKey)
    {
        _own = Checked(own);
        _serverKey = serverKey;
    }

    /// <summary>The end whose public key the others know.</summary>
    /// <param name="own">Its pair.</param>
    public static CurveSecurity Server(CurveKeyPair own) => new(own, serverKey: null);

    /// <summary>The end that knows whom it wants to talk to.</summary>
    /// <param name="own">Its own pair, fresh or lasting.</param>
    /// <param name="serverKey">The server's public key in Z85, 40 characters.</param>
    public static CurveSecurity Client(CurveKeyPair own, string serverKey) => new(own, CheckedKey(serverKey, nameof(serverKey)));

    /// <summary>Which end, without keys.</summary>
    public override string ToString() => _serverKey is null ? "CURVE server" : "CURVE client";

    internal void ApplyTo(ZeroMqSocket socket)
    {
        socket.SetOption(SocketOption.CurveSecretKey, Encoding.ASCII.GetBytes(_own.SecretKey));
        if (_serverKey is null)
        {
            socket.SetOption(SocketOption.CurveServer, 1);
            return;
        }

        socket.SetOption(SocketOption.CurvePublicKey, Encoding.ASCII.GetBytes(_own.PublicKey));
        socket.SetOption(SocketOption.CurveServerKey, Encoding.ASCII.GetBytes(_serverKey));
    }

    private static CurveKeyPair Checked(CurveKeyPair own)
    {
        CheckedKey(own.PublicKey, nameof(own));
        CheckedKey(own.SecretKey, nameof(own));
        return own;
    }

    // The key itself stays out of the message: it may be the secret one.
    private static string CheckedKey(string key, string name) =>
        key.Length == CurveKeyPair.Z85Characters
            ? key
            : throw new ArgumentException($"A CURVE key has 40 characters of Z85 text; this one has {key.Length}.", name);
}
