using System.Diagnostics;
using System.Globalization;

namespace MiaIa.Hosting;

/// <summary>
/// A file that one process at a time holds, open and unshared: it goes with the process however that ends, and a file that merely lies there refuses
/// nobody. A note beside it says which process holds it, since a file that is not shared cannot be read.
/// </summary>
public sealed class HeldFile : IDisposable
{
    private const string NoteEnding = ".by";

    private readonly FileStream _file;

    private HeldFile(FileStream file) => _file = file;

    /// <summary>Takes it. False when another process has it.</summary>
    /// <param name="path">The file; it and its folder are made.</param>
    /// <param name="taken">Null where another has it.</param>
    /// <exception cref="IOException">The file can be neither opened nor made, for another reason.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static bool TryTake(string path, out HeldFile? taken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            taken = new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            // The only difference between "in use" and other faults that both systems show: the file is there and cannot be opened.
            taken = null;
            return false;
        }

        Note(path);
        return true;
    }

    /// <summary>Notes that this process holds a file, for whoever is refused. Where the note cannot be written, it is refused without a name.</summary>
    public static void Note(string path)
    {
        using var self = Process.GetCurrentProcess();
        var note = string.Create(CultureInfo.InvariantCulture, $"{self.Id} {self.StartTime.ToUniversalTime().Ticks}");
        try
        {
            File.WriteAllText(path + NoteEnding, note);
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            // Nothing rests on it: the file itself is held.
        }
    }

    /// <summary>The process that holds a file, as <c>process 4711</c>; empty when that is not known, or it has ended since.</summary>
    public static string HolderOf(string path)
    {
        try
        {
            var words = File.ReadAllText(path + NoteEnding).Split(' ');
            if (
                words.Length != 2
                || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                || !long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var began)
                || began > DateTime.MaxValue.Ticks
            )
            {
                return "";
            }

            using var process = KnownProcess.Find(id, new DateTimeOffset(began, TimeSpan.Zero));
            return process is null ? "" : string.Create(CultureInfo.InvariantCulture, $"process {id}");
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            // Nobody wrote one, or it is being written.
            return "";
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
