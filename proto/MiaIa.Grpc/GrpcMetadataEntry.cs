namespace MiaIa.Grpc;

/// <summary>One key with one value: text, or bytes when the key ends with <c>-bin</c>.</summary>
/// <param name="Key">Lower case.</param>
/// <param name="Text">The value as it stands on the wire: the text, or unpadded base64 of the bytes.</param>
public readonly record struct GrpcMetadataEntry(string Key, string Text)
{
    /// <summary>Whether the value is bytes.</summary>
    public bool IsBinary => Key.EndsWith("-bin", StringComparison.Ordinal);
}
