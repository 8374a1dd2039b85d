using System.Collections;
using MiaIa.Grpc.Wire;

namespace MiaIa.Grpc;

/// <summary>
/// Keys and values beside a call: request headers, response headers or trailers. Order is kept and a key may
/// repeat. Keys that end with <c>-bin</c> hold bytes. Not safe for use by two threads at once.
/// </summary>
public sealed class GrpcMetadata : IEnumerable<GrpcMetadataEntry>
{
    private readonly List<GrpcMetadataEntry> _entries = [];

    /// <summary>Number of entries.</summary>
    public int Count => _entries.Count;

    /// <summary>Adds a text.</summary>
    /// <param name="key">Letters, digits, '-', '_', '.'; made lower case; not ending with <c>-bin</c> and not starting with <c>grpc-</c>.</param>
    /// <param name="text">Printable ASCII.</param>
    /// <exception cref="ArgumentException">Key or value may not travel; the message names it.</exception>
    public void Add(string key, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lower = CheckedKey(key);
        if (IsBinary(lower))
            throw new ArgumentException($"Metadata '{key}' ends with -bin and so holds bytes, not text.", nameof(key));

        foreach (var c in text)
        {
            if (c is < ' ' or > '~')
            {
                throw new ArgumentException(
                    $"Metadata '{key}' holds the character U+{(int)c:X4}; only printable ASCII travels as text (use a -bin key).",
                    nameof(text)
                );
            }
        }

        _entries.Add(new GrpcMetadataEntry(lower, text));
    }

    /// <summary>Adds bytes.</summary>
    /// <param name="key">As for text, but ending with <c>-bin</c>.</param>
    /// <param name="bytes">Any bytes, also none.</param>
    /// <exception cref="ArgumentException">The key may not travel; the message names it.</exception>
    public void Add(string key, ReadOnlySpan<byte> bytes)
    {
        var lower = CheckedKey(key);
        if (!IsBinary(lower))
            throw new ArgumentException($"Metadata '{key}' holds bytes, so its key has to end with -bin.", nameof(key));

        _entries.Add(new GrpcMetadataEntry(lower, BinaryHeader.Encode(bytes)));
    }

    /// <summary>The last text under a key, or null when there is none.</summary>
    public string? GetText(string key)
    {
        for (var i = _entries.Count - 1; i >= 0; i--)
        {
            if (string.Equals(_entries[i].Key, key, StringComparison.OrdinalIgnoreCase))
                return _entries[i].Text;
        }

        return null;
    }

    /// <summary>The last bytes under a <c>-bin</c> key, or null when there are none.</summary>
    public byte[]? GetBytes(string key) => GetText(key) is { } text ? BinaryHeader.Decode(key, text) : null;

    /// <inheritdoc/>
    public IEnumerator<GrpcMetadataEntry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds what a peer sent, splitting the values of a -bin key that were joined with commas.</summary>
    /// <exception cref="GrpcStatusException">A -bin value is not base64.</exception>
    internal void AddReceived(string key, string text)
    {
        var lower = key.ToLowerInvariant();
        if (!IsBinary(lower))
        {
            _entries.Add(new GrpcMetadataEntry(lower, text));
            return;
        }

        foreach (var value in text.Split(',', StringSplitOptions.TrimEntries))
            _entries.Add(new GrpcMetadataEntry(lower, BinaryHeader.Encode(BinaryHeader.Decode(lower, value))));
    }

    private static bool IsBinary(string key) => key.EndsWith("-bin", StringComparison.Ordinal);

    private static string CheckedKey(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var lower = key.ToLowerInvariant();
        foreach (var c in lower)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('-' or '_' or '.'))
            {
                throw new ArgumentException(
                    $"Metadata key '{key}' holds '{c}'; allowed are letters, digits, '-', '_' and '.'.",
                    nameof(key)
                );
            }
        }

        if (lower.StartsWith("grpc-", StringComparison.Ordinal) || ReservedNames.Contains(lower))
            throw new ArgumentException($"Metadata key '{key}' belongs to the protocol itself.", nameof(key));

        return lower;
    }
}
