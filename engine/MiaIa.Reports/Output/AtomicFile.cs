using System.Text;

namespace MiaIa.Reports.Output;

/// <summary>Writes files so that a reader, or a cut in the middle, sees the old content or the new one.</summary>
public static class AtomicFile
{
    /// <summary>Writes a text as UTF-8 and makes its folder where there is none.</summary>
    /// <exception cref="IOException">It cannot be written; the old content stands.</exception>
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var draft = path + ".new";
        using (var stream = File.Create(draft))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }
}
