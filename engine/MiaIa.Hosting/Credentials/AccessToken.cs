using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;

namespace MiaIa.Hosting.Credentials;

/// <summary>A secret that proves a role: 32 random bytes as 64 lower-case hexadecimal digits.</summary>
public sealed class AccessToken
{
    /// <summary>Length of the text, in characters and in bytes on the wire.</summary>
    public const int TextLength = 64;

    /// <summary>The metadata key, or HTTP header, that carries it (RFC 6750).</summary>
    public const string HeaderName = "authorization";

    private const string Scheme = "Bearer ";
    private static readonly SearchValues<byte> Digits = SearchValues.Create("0123456789abcdef"u8);
    private readonly byte[] _text;

    private AccessToken(byte[] text) => _text = text;

    /// <summary>The header's value.</summary>
    public string HeaderValue => Scheme + Encoding.ASCII.GetString(_text);

    /// <summary>The token as a study sends it: its text in ASCII.</summary>
    public ReadOnlySpan<byte> Bytes => _text;

    /// <summary>A new one.</summary>
    public static AccessToken CreateRandom() =>
        new(Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(TextLength, lowercase: true)));

    /// <summary>Reads the bytes of a token file as the study does: the digits first, then nothing or the end of the line.</summary>
    public static bool TryParse(ReadOnlySpan<byte> file, [NotNullWhen(true)] out AccessToken? token)
    {
        token = null;
        if (file.Length < TextLength || (file.Length > TextLength && file[TextLength] is not ((byte)'\n' or (byte)'\r')))
            return false;
        var digits = file[..TextLength];
        if (digits.ContainsAnyExcept(Digits))
            return false;
        token = new(digits.ToArray());
        return true;
    }

    /// <summary>Compares in a time that does not tell how many characters were right.</summary>
    public bool Is(ReadOnlySpan<byte> presented) => CryptographicOperations.FixedTimeEquals(_text, presented);

    /// <summary>Compares with a header's value.</summary>
    public bool IsIn(string? headerValue)
    {
        if (headerValue is null || headerValue.Length != Scheme.Length + TextLength)
            return false;
        if (!headerValue.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return false;
        Span<byte> presented = stackalloc byte[TextLength];
        return Encoding.ASCII.TryGetBytes(headerValue.AsSpan(Scheme.Length), presented, out var count) && Is(presented[..count]);
    }

    /// <summary>Puts the token into the metadata of every call of a channel.</summary>
    public CallCredentials ToCallCredentials() =>
        CallCredentials.FromInterceptor(
            (_, metadata) =>
            {
                metadata.Add(HeaderName, HeaderValue);
                return Task.CompletedTask;
            }
        );

    /// <summary>Never the secret: a token must not get into a log.</summary>
    public override string ToString() => "(token)";
}
