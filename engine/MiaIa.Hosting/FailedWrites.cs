using Serilog.Debugging;

namespace MiaIa.Hosting;

/// <summary>What the log's own targets could not write, and why: a file on a full disk says nothing by itself.</summary>
internal sealed class FailedWrites : IDisposable
{
    private long _count;
    private volatile string _newest = "";

    public FailedWrites() => SelfLog.Enable(Note);

    /// <summary>Failures so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>The newest of them, in the words of the log library.</summary>
    public string Newest => _newest;

    public void Dispose() => SelfLog.Disable();

    internal void Note(string text)
    {
        _newest = text;
        Interlocked.Increment(ref _count);
    }
}
