namespace MiaIa.Grpc.Wire;

/// <summary>Values of -bin metadata: base64, written without padding, read with or without.</summary>
internal static class BinaryHeader
{
    public static string Encode(ReadOnlySpan<byte> bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    /// <exception cref="GrpcStatusException">Not base64; the text names the key.</exception>
    public static byte[] Decode(string key, string text)
    {
        var bare = text.TrimEnd('=');
        var padded = bare.PadRight((bare.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length / 4 * 3];
        if (!Convert.TryFromBase64String(padded, bytes, out var length))
            throw new GrpcStatusException(GrpcStatusCode.Internal, $"Metadata '{key}' is not base64.");

        return bytes.AsSpan(0, length).ToArray();
    }
}
