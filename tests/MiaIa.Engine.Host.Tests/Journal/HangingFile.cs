using MiaIa.Engine.Runtime.Journal;

namespace MiaIa.Engine.Host.Tests.Journal;

/// <summary>A file in memory on a device that can stop answering: whoever writes or syncs then waits until it answers again.</summary>
internal sealed class HangingFile : ISegmentFile
{
    private readonly MemoryStream _bytes = new();
    private readonly ManualResetEventSlim _answers = new(initialState: true);
    private readonly TaskCompletionSource _somebodyWaits = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody waits for the device.</summary>
    internal Task SomebodyWaits => _somebodyWaits.Task;

    internal bool IsHanging
    {
        set
        {
            if (value)
                _answers.Reset();
            else
                _answers.Set();
        }
    }

    /// <summary>Lets the device answer at the end of a test that has failed: an engine waits for it when it stops.</summary>
    internal IDisposable AnswersAtTheEnd => new AtTheEnd(this);

    /// <summary>What is written goes into the system's memory as ever; only a sync waits.</summary>
    internal bool HangsOnlyAtSync { get; set; }

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        if (!HangsOnlyAtSync)
            Wait();
        lock (_bytes)
        {
            _bytes.Position = offset;
            _bytes.Write(bytes);
        }
    }

    public void Truncate(long lengthBytes) => Wait();

    public void Sync() => Wait();

    public void Dispose()
    {
        // A test looks at what was written until its end.
    }

    private sealed class AtTheEnd(HangingFile file) : IDisposable
    {
        public void Dispose() => file.IsHanging = false;
    }

    private void Wait()
    {
        if (!_answers.IsSet)
            _somebodyWaits.TrySetResult();
        _answers.Wait();
    }
}
