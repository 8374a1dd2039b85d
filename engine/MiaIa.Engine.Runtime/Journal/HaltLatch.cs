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
    private const string Halted = "halted";

    // An engine that does not know the word takes it for a halt.
    private const string Killed = "killed";

    private readonly ISegmentFile _file;
    private LatchWord _word;
    private bool _isKnown = true;

    private HaltLatch(ISegmentFile file, LatchWord word)
    {
        _file = file;
        _word = word;
    }

    /// <summary>Why trading is halted, by the file; null while it says that it is not.</summary>
    public string? Reason => _word.Reason;

    /// <summary>Whether that is a kill: everything of ours is to be closed as well.</summary>
    public bool IsKill => _word.IsKill;

    /// <summary>
    /// Since when, and why, there is no journal of what the engine did: its device had failed. Null when there is none, or when the journal of a
    /// later start says so itself.
    /// </summary>
    public string? Unrecorded => _word.Unrecorded;

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
            return new(new UnmadeFile(() => OpenNew(path, open)), default);

        var word = Read(path);
        return new((open ?? DiskSegmentFile.Open)(path), word);
    }

    /// <summary>
    /// Halts, or kills. The first reason stays, so that no number of halts costs the disk more than one; but a kill takes the place of a halt, once.
    /// </summary>
    /// <returns>Null when it is on the device, else why not.</returns>
    public string? TrySet(string reason, bool isKill = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        return TrySet(_word.With(reason, isKill));
    }

    /// <summary>The same, and says that from here on nothing is in the journal. The first such text stays.</summary>
    /// <returns>Null when that is on the device, else why not.</returns>
    public string? TrySetUnrecorded(string reason, string unrecorded, bool isKill = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(reason);
        ArgumentException.ThrowIfNullOrEmpty(unrecorded);
        return TrySet(_word.With(reason, isKill) with { Unrecorded = Unrecorded ?? unrecorded });
    }

    /// <summary>A journal on the device says now what <see cref="Unrecorded"/> said; the halt stays.</summary>
    /// <returns>Null when that is on the device, else why not; then it is said again at the next start.</returns>
    public string? TryClearUnrecorded() => Unrecorded is null ? null : TryWrite(_word with { Unrecorded = null });

    /// <summary>Says that trading is no longer halted.</summary>
    /// <returns>Null when that is on the device, else why not; then the halt stays.</returns>
    public string? TryClear() => Reason is null ? null : TryWrite(default);

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
            file.Write(Content(default), 0);
            file.Sync();
        }

        File.Move(unfinished, path);
    }

    private static LatchWord Read(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[FileBytes];
        var length = 0;
        while (length < FileBytes && RandomAccess.Read(file, bytes.AsSpan(length), length) is > 0 and var read)
            length += read;

        if (length < FileBytes || Checksum(bytes) != BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(TextBytes)))
            return new($"the latch {path} cannot be read, and what may be a halt counts as one");

        var lines = Encoding.UTF8.GetString(bytes, 0, TextBytes).Split('\n');
        return lines switch
        {
            [Title, "running", ..] => default,
            [Title, Halted or Killed, { Length: > 0 } reason, var unrecorded, ..] => new(
                reason,
                lines[1] == Killed,
                unrecorded.Length > 0 ? unrecorded : null
            ),
            _ => new($"the latch {path} is of another version"),
        };
    }

    private static byte[] Content(in LatchWord word)
    {
        var bytes = new byte[FileBytes];
        bytes.AsSpan(0, TextBytes).Fill((byte)'\n');
        var lines = word.Reason is null
            ? "running"
            : $"{(word.IsKill ? Killed : Halted)}\n{Line(word.Reason)}\n{Line(word.Unrecorded ?? "")}";
        Encoding.UTF8.GetBytes($"{Title}\n{lines}\n", bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(TextBytes), Checksum(bytes));
        return bytes;
    }

    private static string Line(string text) => (text.Length > LineCharsMax ? text[..LineCharsMax] : text).ReplaceLineEndings(" ");

    private static uint Checksum(ReadOnlySpan<byte> bytes) => Crc32C.Finish(Crc32C.Append(Crc32C.Seed, bytes[..TextBytes]));

    private string? TrySet(in LatchWord word) => word != _word || !_isKnown ? TryWrite(word) : null;

    private string? TryWrite(in LatchWord word)
    {
        // After a failure the device may hold the one or the other.
        _isKnown = false;
        try
        {
            _file.Write(Content(word), 0);
            _file.Sync();
            (_word, _isKnown) = (word, true);
            return null;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return failed.Message;
        }
    }

    /// <summary>What the file says; the default says "running".</summary>
    private readonly record struct LatchWord(string? Reason, bool IsKill = false, string? Unrecorded = null)
    {
        internal LatchWord With(string reason, bool isKill) =>
            Reason is null || (isKill && !IsKill) ? this with { Reason = reason, IsKill = isKill } : this;
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
