using System.Text;

namespace MiaIa.Reports.Output;

/// <summary>Writes files so that a reader, or a cut in the middle, sees the old content or the new one.</summary>
public static class AtomicFile
{
    /// <summary>Writes a text as UTF-8 and makes its folder where there is none.</summary>
    /// <exception cref="IOException">It cannot be written; the old content stands.</exception>
    public static void Write(string path, string text) => Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes what is not to be held as one text, and makes its folder where there is none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes all of it into a stream.</param>
    /// <exception cref="IOException">It cannot be written; the old content stands.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var draft = path + ".new";
        using (var stream = File.Create(draft))
        {
            write(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }
}
