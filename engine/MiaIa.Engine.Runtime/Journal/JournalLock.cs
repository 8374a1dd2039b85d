namespace MiaIa.Engine.Runtime.Journal;

/// <summary>One engine a journal directory: held by an open, unshared file, so that it goes with the process however that ends.</summary>
public sealed class JournalLock : IDisposable
{
    /// <summary>The file in the journal's directory that one engine at a time holds.</summary>
    public const string FileName = "engine.lock";

    private readonly FileStream _file;

    private JournalLock(FileStream file) => _file = file;

    /// <summary>Takes the lock. False when another process has it.</summary>
    /// <exception cref="IOException">The directory cannot be used at all.</exception>
    /// <exception cref="UnauthorizedAccessException">The directory may not be written.</exception>
    public static bool TryTake(string directory, out JournalLock? taken)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, FileName);
        try
        {
            taken = new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            // The only difference between "in use" and other faults that both systems show: the file is there and cannot be opened.
            taken = null;
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
