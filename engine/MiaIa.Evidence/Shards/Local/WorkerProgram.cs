using System.Globalization;
using System.Threading.Channels;
using MiaIa.Evidence.Work;

namespace MiaIa.Evidence.Shards.Local;

/// <summary>
/// What a worker process does: a number on a line of its input is a shard to do, its output tells how far it is and how it ended. The end of the
/// input ends it, also in the middle of a shard: so it never outlives the one who started it, however that one ended.
/// </summary>
public sealed class WorkerProgram
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(250);

    private readonly ShardRun _run;
    private readonly TextReader _input;
    private readonly TextWriter _output;
    private readonly TimeProvider _time;

    /// <summary>Makes one.</summary>
    /// <param name="run">Does the shards.</param>
    /// <param name="input">Numbers of shards, one a line.</param>
    /// <param name="output">Takes a line of JSON at a time.</param>
    /// <param name="time">The clock of the progress.</param>
    public WorkerProgram(ShardRun run, TextReader input, TextWriter output, TimeProvider time) =>
        (_run, _input, _output, _time) = (run, input, output, time);

    /// <summary>Works until the input ends.</summary>
    /// <exception cref="OperationCanceledException">It was ended in the middle of a shard.</exception>
    /// <exception cref="EvidenceException">A number is none of the plan.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var asked = Channel.CreateUnbounded<int>();
        var reading = ReadAsync(asked.Writer, end);
        await foreach (var index in asked.Reader.ReadAllAsync(cancellation))
        {
            var result = _run.Run(index, new Lines(index, this), end.Token);
            await _output.WriteLineAsync(new WorkerLine(index, null, result).ToString());
            await _output.FlushAsync(cancellation);
        }

        await reading;
    }

    private async Task ReadAsync(ChannelWriter<int> asked, CancellationTokenSource end)
    {
        // Reading a console or a pipe may block the thread that asks.
        await Task.Yield();
        try
        {
            while (await _input.ReadLineAsync(end.Token) is { } line)
                await asked.WriteAsync(int.Parse(line, CultureInfo.InvariantCulture), end.Token);
            await end.CancelAsync();
            asked.Complete();
        }
        catch (Exception e)
        {
            asked.Complete(e);
        }
    }

    private sealed class Lines(int index, WorkerProgram program) : IProgress<WorkProgress>
    {
        private long _toldAt = program._time.GetTimestamp();

        public void Report(WorkProgress value)
        {
            if (program._time.GetElapsedTime(_toldAt) < ProgressInterval)
                return;
            _toldAt = program._time.GetTimestamp();
            program._output.WriteLine(new WorkerLine(index, value, null).ToString());
            program._output.Flush();
        }
    }
}
