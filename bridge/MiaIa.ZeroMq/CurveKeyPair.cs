using System.Text;
using MiaIa.ZeroMq.Native;

namespace MiaIa.ZeroMq;

/// <summary>A CURVE key pair in Z85 text, 40 characters each.</summary>
/// <param name="PublicKey">May be shown to anyone.</param>
/// <param name="SecretKey">Never leaves this machine; not part of the text of this record.</param>
public sealed record CurveKeyPair(string PublicKey, string SecretKey)
{
    internal const int Z85Characters = 40;

    /// <summary>A new pair from the system's random source.</summary>
    /// <exception cref="ZeroMqException">This libzmq was built without CURVE.</exception>
    public static unsafe CurveKeyPair Create()
    {
        Libzmq.EnsureLoaded();
        // libzmq ends each text with a zero byte.
        Span<byte> publicKey = stackalloc byte[Z85Characters + 1];
        Span<byte> secretKey = stackalloc byte[Z85Characters + 1];
        fixed (
            byte* publicBytes = publicKey,
                secretBytes = secretKey
        )
        {
            if (ZeroMqNative.CurveKeyPair(publicBytes, secretBytes) != 0)
                throw ZeroMqException.Last("make a CURVE key pair");
        }

        return new CurveKeyPair(Encoding.ASCII.GetString(publicKey[..Z85Characters]), Encoding.ASCII.GetString(secretKey[..Z85Characters]));
    }

    /// <summary>The public key only, so that a log line cannot give the secret away.</summary>
    public override string ToString() => $"CurveKeyPair {{ PublicKey = {PublicKey} }}";
}
