using Microsoft.Win32.SafeHandles;

namespace MiaIa.Engine.Runtime.Journal;

/// <summary>A segment file on a disk.</summary>
public sealed class DiskSegmentFile : ISegmentFile
{
    private readonly SafeFileHandle _file;

    private DiskSegmentFile(SafeFileHandle file) => _file = file;

    /// <summary>Creates the file; it must not exist yet.</summary>
    /// <exception cref="IOException">It exists, or cannot be created.</exception>
    public static DiskSegmentFile Create(string path) =>
        new(File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read));

    /// <summary>Opens an existing file, to cut its torn tail.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static DiskSegmentFile Open(string path) => new(File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read));

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(_file, bytes, offset);
        }
        catch (ArgumentOutOfRangeException tooLong)
        {
            // The platform's name for EFBIG: a limit of the user or of the file system (4 GiB on FAT) is a full disk like any other.
            throw new IOException($"the file may not become longer than it is, {offset} bytes are written", tooLong);
        }
    }

    /// <inheritdoc/>
    public void Truncate(long lengthBytes) => RandomAccess.SetLength(_file, lengthBytes);

    /// <inheritdoc/>
    public void Sync() => RandomAccess.FlushToDisk(_file);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
