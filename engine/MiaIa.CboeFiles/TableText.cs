using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MiaIa.CboeFiles;

/// <summary>The text of a file, plain or gzip (told by its first bytes), within bounds: what is larger is no quote table.</summary>
internal static class TableText
{
    /// <summary>A table is a few megabytes; what unpacks to more than this is something else.</summary>
    public const int BytesMax = 32 << 20;

    private const int LineMax = 1 << 16;
    private const int LinesMax = 100_000;
    private const int GzipTailBytes = 8;
    private const string CutOff = "the last line has no end: the file is cut off; save it again, or add a line end if it is whole";

    /// <summary>The file's bytes, unpacked.</summary>
    /// <exception cref="CboeFileException">It is too large, or its gzip data is damaged or cut off.</exception>
    public static byte[] Unpack(Stream stream, string file)
    {
        Span<byte> start = stackalloc byte[2];
        var isGzip = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == 2 && start is [0x1f, 0x8b];
        stream.Position = 0;
        try
        {
            using var unpacked = isGzip ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : null;
            var bytes = ReadAll(unpacked ?? stream, file);
            if (isGzip)
                CheckTail(stream, file, bytes.Length);
            return bytes;
        }
        catch (InvalidDataException broken)
        {
            throw new CboeFileException($"{file}: the gzip data is damaged: {broken.Message}", broken);
        }
    }

    /// <summary>The lines of a table: UTF-8, else Latin-1.</summary>
    /// <exception cref="CboeFileException">A line is too long, there are too many, or the last one does not end.</exception>
    public static List<string> Lines(byte[] bytes, string file)
    {
        var text = Decode(bytes);
        var lines = new List<string>();
        for (var from = 0; from < text.Length; )
        {
            var length = text.AsSpan(from).IndexOfAny('\n', '\r');
            if (length < 0)
                throw new CboeFileException(file, lines.Count + 1, CutOff);
            if (length > LineMax || lines.Count == LinesMax)
                throw new CboeFileException(file, lines.Count + 1, $"{length} characters, or the {LinesMax}th line: not a quote table");
            lines.Add(text.Substring(from, length));
            from += length + (text[from + length] == '\r' && from + length + 1 < text.Length && text[from + length + 1] == '\n' ? 2 : 1);
        }

        return lines;
    }

    private static byte[] ReadAll(Stream stream, string file)
    {
        using var all = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int count; (count = stream.Read(buffer)) > 0; )
        {
            if (all.Length + count > BytesMax)
                throw new CboeFileException(file, 0, $"more than {BytesMax >> 20} MB: not a quote table");
            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }

    // A gzip file ends with the length of what it holds. One that was cut off ends in the midst of its data, and unpacks without a word.
    private static void CheckTail(Stream stream, string file, int unpacked)
    {
        Span<byte> tail = stackalloc byte[GzipTailBytes];
        stream.Position = Math.Max(0, stream.Length - GzipTailBytes);
        if (
            stream.ReadAtLeast(tail, tail.Length, throwOnEndOfStream: false) < tail.Length
            || BinaryPrimitives.ReadUInt32LittleEndian(tail[4..]) != (uint)unpacked
        )
        {
            throw new CboeFileException(
                file,
                0,
                "the gzip data is cut off: its end does not say the length of what it holds; save it again"
            );
        }
    }

    private static string Decode(byte[] bytes)
    {
        if (bytes is [0xff, 0xfe, ..] or [0xfe, 0xff, ..])
            return (bytes[0] == 0xff ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes, 2, bytes.Length - 2);
        var content = bytes is [0xef, 0xbb, 0xbf, ..] ? bytes.AsSpan(3) : bytes;
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(content);
        }
    }
}
