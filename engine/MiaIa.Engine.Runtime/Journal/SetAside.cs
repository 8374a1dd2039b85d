namespace MiaIa.Engine.Runtime.Journal;

/// <summary>Takes out of a journal what cannot be used, and keeps it beside it: nothing that was written is ever deleted.</summary>
internal static class SetAside
{
    private const int CopyBytes = 1 << 20;

    /// <summary>Gives a file a name that is no segment's. Returns the new path.</summary>
    internal static string Whole(string path)
    {
        var kept = Free(path + ".set-aside");
        File.Move(path, kept);
        return kept;
    }

    /// <summary>Cuts a file at an offset, once what is behind it is safe in another. Returns where that is.</summary>
    internal static string Tail(string path, long offset)
    {
        var kept = Free(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{path}.cut-at-{offset}"));
        try
        {
            Copy(path, offset, kept);
        }
        catch
        {
            // Half a copy says nothing that the file does not say, and takes room where there is none.
            File.Delete(kept);
            throw;
        }

        using var file = DiskSegmentFile.Open(path);
        file.Truncate(offset);
        file.Sync();
        return kept;
    }

    private static void Copy(string path, long offset, string kept)
    {
        using var copy = DiskSegmentFile.Create(kept);
        using var source = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var buffer = new byte[CopyBytes];
        for (long at = offset, read; (read = RandomAccess.Read(source, buffer, at)) > 0; at += read)
            copy.Write(buffer.AsSpan(0, (int)read), at - offset);
        copy.Sync();
    }

    private static string Free(string path)
    {
        var free = path;
        for (var i = 2; File.Exists(free); i++)
            free = $"{path}-{i}";
        return free;
    }
}
