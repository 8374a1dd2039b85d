using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Performance.Commands;

/// <summary>The floor: as many bytes as a turn writes, appended to a file of their own and forced onto the device.</summary>
internal sealed class BareSync(string path) : IDisposable
{
    private const int Bytes = 400;

    private readonly byte[] _bytes = new byte[Bytes];
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
    private long _length;

    /// <summary>One write and one sync, in µs.</summary>
    public double Measure()
    {
        RandomAccess.Write(_file, _bytes, _length);
        _length += Bytes;
        var began = Stopwatch.GetTimestamp();
        RandomAccess.FlushToDisk(_file);
        return Stopwatch.GetElapsedTime(began).TotalMicroseconds;
    }

    public void Dispose() => _file.Dispose();
}
