using MiaIa.Evidence.Shards;
using Spectre.Console;

namespace MiaIa.Cli.Evidence;

/// <summary>Where it is shown how far a plan is: a bar on a terminal, a line now and then elsewhere.</summary>
internal sealed class ShardScreen : IProgress<CarryProgress>
{
    private const int BarWidth = 24;
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);

    private readonly TextWriter _output;
    private readonly IAnsiConsole? _console;
    private readonly TimeProvider _time;
    private ProgressTask? _bar;
    private string _note = "";
    private long? _toldAt;

    /// <summary>Makes one.</summary>
    /// <param name="output">Takes lines where there is no terminal.</param>
    /// <param name="console">The terminal; null where there is none.</param>
    /// <param name="time">Tells when the next line is due.</param>
    public ShardScreen(TextWriter output, IAnsiConsole? console, TimeProvider time) => (_output, _console, _time) = (output, console, time);

    /// <summary>Shows progress while the work runs.</summary>
    public async Task<T> WhileAsync<T>(Func<Task<T>> work)
    {
        if (_console is null)
            return await work();
        return await _console
            .Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn { Width = BarWidth }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                _bar = context.AddTask("starting", maxValue: 1);
                return await work();
            });
    }

    /// <inheritdoc/>
    public void Report(CarryProgress value)
    {
        if (_bar is { } bar)
        {
            bar.Value = (value.Before + value.Done + value.Failed + value.Underway) / Math.Max(1, value.Total);
            bar.Description = Markup.Escape(ShardText.Of(value));
            return;
        }

        if (_console is not null || (_toldAt is { } last && _time.GetElapsedTime(last) < LineInterval && value.Note == _note))
            return;
        (_toldAt, _note) = (_time.GetTimestamp(), value.Note);
        _output.WriteLine(ShardText.Of(value));
    }
}
