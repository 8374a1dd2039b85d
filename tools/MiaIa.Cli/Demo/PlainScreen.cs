namespace MiaIa.Cli.Demo;

/// <summary>Plain lines for a log or a pipe: progress about every five seconds.</summary>
internal sealed class PlainScreen(TextWriter output, TimeProvider time) : IPlayScreen
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly TextWriter _output = TextWriter.Synchronized(output);
    private long _shownAt = time.GetTimestamp();

    /// <summary>Progress in words.</summary>
    public static string Text(HostProgress progress)
    {
        var market = DateTime.UnixEpoch.AddMicroseconds(progress.MarketUnixMicros);
        return FormattableString.Invariant(
            $"market {market:HH:mm:ss} UTC  {progress.Fraction * 100, 5:0.0} %  {progress.Records, 7} trade records  {progress.DepthBatches, 7} depth batches"
        );
    }

    /// <summary>The same for one line of a terminal, 60 characters.</summary>
    public static string ShortText(HostProgress progress)
    {
        var market = DateTime.UnixEpoch.AddMicroseconds(progress.MarketUnixMicros);
        return FormattableString.Invariant(
            $"{market:HH:mm:ss} UTC {progress.Fraction * 100, 3:0} %  {progress.Records} records  {progress.DepthBatches} batches"
        );
    }

    public Task WhileAsync(Func<Task> work) => work();

    public void Progress(HostProgress progress)
    {
        if (time.GetElapsedTime(_shownAt) < Interval)
            return;
        _shownAt = time.GetTimestamp();
        _output.WriteLine(Text(progress));
    }

    public void Say(string line) => _output.WriteLine(line);
}
