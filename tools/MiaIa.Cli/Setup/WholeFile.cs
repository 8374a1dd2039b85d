namespace MiaIa.Cli.Setup;

/// <summary>Writes files so that a reader, or a cut in the middle, sees the old content or the new one.</summary>
internal static class WholeFile
{
    private const string DraftEnding = ".new";

    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var draft = path + DraftEnding;
        try
        {
            using (var stream = File.Create(draft))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch
        {
            DeleteDraft(path);
            throw;
        }
    }

    /// <summary>Deletes what a write that was cut off, by a loss of power for one, has left beside the file.</summary>
    /// <returns>Whether there was something.</returns>
    public static bool DeleteDraft(string path)
    {
        var draft = path + DraftEnding;
        if (!File.Exists(draft))
            return false;
        File.Delete(draft);
        return true;
    }
}
