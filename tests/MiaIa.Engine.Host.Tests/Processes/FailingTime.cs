namespace MiaIa.Engine.Host.Tests.Processes;

/// <summary>The system's clock, which throws once when a method of a name asks for the time.</summary>
internal sealed class FailingTime(string method) : TimeProvider
{
    private int _thrown;

    public override DateTimeOffset GetUtcNow()
    {
        Fail();
        return base.GetUtcNow();
    }

    public override long GetTimestamp()
    {
        Fail();
        return base.GetTimestamp();
    }

    private void Fail()
    {
        if (_thrown == 0 && Environment.StackTrace.Contains(method, StringComparison.Ordinal) && Interlocked.Exchange(ref _thrown, 1) == 0)
            throw new InvalidOperationException($"a fault that a test made up in {method}");
    }
}
