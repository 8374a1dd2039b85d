using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace MiaIa.SierraFiles;

/// <summary>
/// A Sierra file of fixed records: a header (magic, header size, record size, version, rest 0), then records whose layout
/// in memory is that on disk.
/// </summary>
/// <typeparam name="TRecord">The record, laid out explicitly.</typeparam>
public sealed class RecordFormat<TRecord>
    where TRecord : unmanaged
{
    private const int VersionOffset = 12;
    private readonly string _magic;
    private readonly int _versionBytes;

    internal RecordFormat(string kind, string magic, int headerBytes, int versionBytes)
    {
        Kind = kind;
        _magic = magic;
        HeaderBytes = headerBytes;
        _versionBytes = versionBytes;
    }

    /// <summary>The ending that names the kind of file, e.g. <c>.scid</c>.</summary>
    public string Kind { get; }

    /// <summary>Size of the header in bytes.</summary>
    public int HeaderBytes { get; }

    /// <summary>Size of a record in bytes.</summary>
    public int RecordBytes => Unsafe.SizeOf<TRecord>();

    /// <summary>Opens a file for reading while Sierra may go on writing it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="SierraFileException">It is not such a file, or its header is cut off or of another version.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public RecordFile<TRecord> Open(string path) => new(this, path);

    /// <summary>Writes the header and takes records. An existing file is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public RecordWriter<TRecord> Create(string path) => new(this, path);

    internal byte[] Header()
    {
        var header = new byte[HeaderBytes];
        Encoding.ASCII.GetBytes(_magic, header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), (uint)HeaderBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), (uint)RecordBytes);
        header[VersionOffset] = 1;
        return header;
    }

    internal void Check(string path, ReadOnlySpan<byte> start)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Sierra's files are little-endian and are read in place; this machine is not");
        var magicLength = Math.Min(start.Length, _magic.Length);
        if (start.IsEmpty)
            throw new SierraFileException(path, $"not a {Kind} file: it is empty");
        if (Encoding.Latin1.GetString(start[..magicLength]) != _magic[..magicLength])
            throw new SierraFileException(path, $"not a {Kind} file: it begins with {Shown(start[..magicLength])}, not \"{_magic}\"");
        if (start.Length < HeaderBytes)
            throw new SierraFileException(path, $"truncated: {start.Length} bytes, the header alone has {HeaderBytes}");

        var headerBytes = BinaryPrimitives.ReadUInt32LittleEndian(start[4..]);
        var recordBytes = BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        var version =
            _versionBytes == 2
                ? BinaryPrimitives.ReadUInt16LittleEndian(start[VersionOffset..])
                : BinaryPrimitives.ReadUInt32LittleEndian(start[VersionOffset..]);
        if (headerBytes != HeaderBytes)
            throw new SierraFileException(path, $"header size {headerBytes}, expected {HeaderBytes}");
        if (recordBytes != RecordBytes)
            throw new SierraFileException(path, $"record size {recordBytes}, expected {RecordBytes}");
        if (version != 1)
            throw new SierraFileException(path, $"version {version}, only version 1 is known");
    }

    private static string Shown(ReadOnlySpan<byte> bytes)
    {
        var text = string.Concat(bytes.ToArray().Select(b => b is >= 0x20 and < 0x7F ? (char)b : '.'));
        return $"\"{text}\" ({Convert.ToHexString(bytes)})";
    }
}
