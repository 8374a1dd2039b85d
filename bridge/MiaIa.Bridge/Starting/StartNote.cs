using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using MiaIa.Hosting;

namespace MiaIa.Bridge.Starting;

/// <summary>
/// Who may start the engine of a port, and what was started last: a file that one bridge of this user holds at a time, until its process
/// ends. The engine's number stays in it, so that the next bridge knows an engine that is still on its way.
/// </summary>
internal sealed class StartNote : IDisposable
{
    private readonly FileStream _file;

    private StartNote(FileStream file) => _file = file;

    /// <summary>Takes it; null while another bridge holds it.</summary>
    /// <param name="folder">Where the tokens of this user lie, so that all of his bridges look at one place.</param>
    /// <param name="port">Of the engine.</param>
    /// <exception cref="IOException">The file can be neither opened nor made, for another reason.</exception>
    internal static StartNote? TryTake(string folder, int port)
    {
        var path = System.IO.Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"engine-{port}.start"));
        try
        {
            return new StartNote(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    /// <summary>The engine that was started last, where it still runs; whoever gets it disposes it.</summary>
    internal Process? Running()
    {
        _file.Position = 0;
        using var reader = new StreamReader(_file, leaveOpen: true);
        var words = reader.ReadToEnd().Split(' ');
        if (
            words.Length != 2
            || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || !long.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var began)
            || began < 0
            || began > DateTime.MaxValue.Ticks
        )
        {
            return null;
        }

        return KnownProcess.Find(id, new DateTimeOffset(began, TimeSpan.Zero));
    }

    /// <summary>Notes what was started.</summary>
    internal void Write(Process engine)
    {
        var began = BeganUtc(engine);
        _file.SetLength(0);
        using var writer = new StreamWriter(_file, leaveOpen: true);
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{engine.Id} {began.Ticks}"));
    }

    public void Dispose() => _file.Dispose();

    private static DateTime BeganUtc(Process engine)
    {
        try
        {
            return engine.StartTime.ToUniversalTime();
        }
        catch (Exception gone) when (gone is InvalidOperationException or Win32Exception)
        {
            // It has ended already, so nobody will ever find it by this.
            return DateTime.UtcNow;
        }
    }
}
