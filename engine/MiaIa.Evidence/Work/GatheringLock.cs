namespace MiaIa.Evidence.Work;

/// <summary>Keeps two starts from gathering into one folder at once: they would take each other's drafts. What each of them made stays sound.</summary>
internal static class GatheringLock
{
    private const string Name = "gathering.lock";

    /// <summary>Takes it for as long as the answer is not disposed of; one that was killed leaves the file and no lock.</summary>
    /// <param name="folder">An existing one.</param>
    /// <exception cref="IOException">Another start has it, or the folder cannot be written.</exception>
    internal static FileStream Take(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            return new FileStream(
                path,
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose
            );
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new IOException($"another start is gathering in {folder} at this moment: wait for it, or use another --out", e);
        }
    }
}
