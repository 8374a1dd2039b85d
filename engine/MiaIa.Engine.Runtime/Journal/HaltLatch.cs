using System.Buffers.Binary;
using System.Text;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>
/// The halt in a file of its own beside the journal, so that it survives what the journal may not: a disk without room. The file has its
/// whole length from the beginning and is written in place, which needs no room, and it is on the device before a halt is answered.
/// Whatever cannot be read as "running" is a halt.
/// </summary>
public sealed class HaltLatch : IDisposable
{
    /// <summary>Its name in the journal's directory.</summary>
    public const string FileName = "halt.latch";

    private const int FileBytes = 4096;
    private const int TextBytes = FileBytes - sizeof(uint);

    // Two lines of as many characters fit the file, whatever the characters are.
    private const int LineCharsMax = 600;

    private const string Title = "MIAIA-HALT-LATCH 1";

    private readonly ISegmentFile _file;
    private bool _isKnown = true;

    private HaltLatch(ISegmentFile file, string? reason, string? unrecorded)
    {
        _file = file;
        Reason = reason;
        Unrecorded = unrecorded;
    }

    /// <summary>Why trading is halted, by the file; null while it says that it is not.</summary>
    public string? Reason { get; private set; }

    /// <summary>
    /// Since when, and why, there is no journal of what the engine did: its device had failed. Null when there is none, or when the journal of a
    /// later start says so itself.
    /// </summary>
    public string? Unrecorded { get; private set; }

    /// <summary>
    /// Opens the latch of a directory, or makes one that says "running". One that cannot be made now is made once something has to be written.
    /// </summary>
    /// <param name="directory">The journal's; its lock is held.</param>
    /// <param name="open">Opens an existing file; null = on disk.</param>
    /// <exception cref="IOException">It is there and cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It is there and may not be opened.</exception>
    public static HaltLatch Open(string directory, Func<string, ISegmentFile>? open = null)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path) && !TryCreate(path))
            return new(new UnmadeFile(() => OpenNew(path, open)), null, null);

        var (reason, unrecorded) = Read(path);
        return new((open ?? DiskSegmentFile.Open)(path), reason, unrecorded);
    }

    /// <summary>Halts. The first reason stays, so that no number of halts costs the disk more than one.</summary>
    /// <returns>Null when the halt is on the device, else why not.</returns>
    public string? TrySet(string reason)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return Reason is null || !_isKnown ? TryWrite(Reason ?? reason, Unrecorded) : null;
    }

    /// <summary>Halts, and says that from here on nothing is in the journal. The first reason and the first such text stay.</summary>
    /// <returns>Null when that is on the device, else why not.</returns>
    public string? TrySetUnrecorded(string reason, string unrecorded)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        ArgumentException.ThrowIfNullOrEmpty(unrecorded);
        return Reason is null || Unrecorded is null || !_isKnown ? TryWrite(Reason ?? reason, Unrecorded ?? unrecorded) : null;
    }

    /// <summary>A journal on the device says now what <see cref="Unrecorded"/> said; the halt stays.</summary>
    /// <returns>Null when that is on the device, else why not; then it is said again at the next start.</returns>
    public string? TryClearUnrecorded() => Unrecorded is null ? null : TryWrite(Reason, null);

    /// <summary>Says that trading is no longer halted.</summary>
    /// <returns>Null when that is on the device, else why not; then the halt stays.</returns>
    public string? TryClear() => Reason is null ? null : TryWrite(null, null);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static bool TryCreate(string path)
    {
        try
        {
            Create(path);
            return true;
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static ISegmentFile OpenNew(string path, Func<string, ISegmentFile>? open)
    {
        Create(path);
        return (open ?? DiskSegmentFile.Open)(path);
    }

    private static void Create(string path)
    {
        // A crash on the way leaves a file of another name, which the next start writes over.
        var unfinished = path + ".new";
        File.Delete(unfinished);
        using (var file = DiskSegmentFile.Create(unfinished))
        {
            file.Write(Content(null, null), 0);
            file.Sync();
        }

        File.Move(unfinished, path);
    }

    private static (string? Reason, string? Unrecorded) Read(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[FileBytes];
        var length = 0;
        while (length < FileBytes && RandomAccess.Read(file, bytes.AsSpan(length), length) is > 0 and var read)
            length += read;

        if (length < FileBytes || Checksum(bytes) != BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(TextBytes)))
            return ($"the latch {path} cannot be read, and what may be a halt counts as one", null);

        var lines = Encoding.UTF8.GetString(bytes, 0, TextBytes).Split('\n');
        return lines switch
        {
            [Title, "running", ..] => (null, null),
            [Title, "halted", { Length: > 0 } reason, { Length: > 0 } unrecorded, ..] => (reason, unrecorded),
            [Title, "halted", { Length: > 0 } reason, ..] => (reason, null),
            _ => ($"the latch {path} is of another version", null),
        };
    }

    private static byte[] Content(string? reason, string? unrecorded)
    {
        var bytes = new byte[FileBytes];
        bytes.AsSpan(0, TextBytes).Fill((byte)'\n');
        var lines = reason is null ? "running" : $"halted\n{Line(reason)}\n{Line(unrecorded ?? "")}";
        Encoding.UTF8.GetBytes($"{Title}\n{lines}\n", bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(TextBytes), Checksum(bytes));
        return bytes;
    }

    private static string Line(string text) => (text.Length > LineCharsMax ? text[..LineCharsMax] : text).ReplaceLineEndings(" ");

    private static uint Checksum(ReadOnlySpan<byte> bytes) => Crc32C.Finish(Crc32C.Append(Crc32C.Seed, bytes[..TextBytes]));

    private string? TryWrite(string? reason, string? unrecorded)
    {
        // After a failure the device may hold the one or the other.
        _isKnown = false;
        try
        {
            _file.Write(Content(reason, unrecorded), 0);
            _file.Sync();
            (Reason, Unrecorded, _isKnown) = (reason, unrecorded, true);
            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return failed.Message;
        }
    }

    /// <summary>A latch on a disk that had no room for it: made by the first write that can.</summary>
    private sealed class UnmadeFile(Func<ISegmentFile> make) : ISegmentFile
    {
        private ISegmentFile? _made;

        public void Write(ReadOnlySpan<byte> bytes, long offset) => (_made ??= make()).Write(bytes, offset);

        public void Truncate(long lengthBytes) => _made?.Truncate(lengthBytes);

        public void Sync() => _made?.Sync();

        public void Dispose() => _made?.Dispose();
    }
}
