using System.Globalization;
using System.Text;
using Serilog.Debugging;
using Serilog.Events;
using Serilog.Formatting;

namespace MiaIa.Hosting.Logs;

/// <summary>
/// A log file a day, <c>NAME_yyyyMMdd.EXT</c>. A line is in it whole or not at all. What cannot be written is told to the log library, which counts it, and
/// tried again ten seconds later: a disk that was full is used again. For one thread.
/// </summary>
internal sealed class DailyFile : IDisposable
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(10);

    private readonly string _folder;
    private readonly string _name;
    private readonly string _extension;
    private readonly ITextFormatter _formatter;
    private readonly TimeProvider _time;
    private readonly StringWriter _line = new(new StringBuilder(), CultureInfo.InvariantCulture);
    private FileStream? _file;
    private DateOnly _day;
    private (long At, string Why)? _failed;

    internal DailyFile(string folder, string name, string extension, ITextFormatter formatter, TimeProvider time)
    {
        _folder = folder;
        _name = name;
        _extension = extension;
        _formatter = formatter;
        _time = time;
    }

    /// <summary>The file of a day.</summary>
    internal static string PathOf(string folder, string name, DateOnly day, string extension) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}_{day:yyyyMMdd}.{extension}"));

    internal void Write(LogEvent logEvent, DateOnly day)
    {
        if (_failed is { } failed && _time.GetElapsedTime(failed.At) < TryAgainAfter)
        {
            SelfLog.WriteLine("{0}", failed.Why);
            return;
        }

        _line.GetStringBuilder().Clear();
        _formatter.Format(logEvent, _line);
        try
        {
            Open(day);
            Append(Encoding.UTF8.GetBytes(_line.ToString()));
            _failed = null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Close();
            _failed = (_time.GetTimestamp(), fault.Message);
            SelfLog.WriteLine("{0}", fault.Message);
        }
    }

    public void Dispose()
    {
        Close();
        _line.Dispose();
    }

    private void Open(DateOnly day)
    {
        if (_file is not null && day == _day)
            return;

        Close();
        Directory.CreateDirectory(_folder);
        // Whoever reads it meanwhile may; a line is one write, and nothing waits in a buffer that a full disk would keep for ever.
        _file = new FileStream(
            PathOf(_folder, _name, day, _extension),
            FileMode.OpenOrCreate,
            FileAccess.Write,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0
        );
        _day = day;
    }

    private void Append(byte[] line)
    {
        var end = _file!.Seek(0, SeekOrigin.End);
        try
        {
            _file.Write(line);
        }
        catch (IOException)
        {
            // Half a line would run into the next one.
            _file.SetLength(end);
            throw;
        }
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}
