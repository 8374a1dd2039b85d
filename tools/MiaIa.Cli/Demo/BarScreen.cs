using Spectre.Console;

namespace MiaIa.Cli.Demo;

/// <summary>A progress bar on a terminal; lines that stay scroll above it.</summary>
internal sealed class BarScreen(IAnsiConsole console) : IPlayScreen
{
    private const int BarWidth = 24;
    private ProgressTask? _bar;

    public Task WhileAsync(Func<Task> work) =>
        console
            .Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn { Width = BarWidth }, new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                _bar = context.AddTask("waiting for the first trade", maxValue: 1);
                await work();
                _bar = null;
            });

    public void Progress(HostProgress progress)
    {
        if (_bar is not { } bar)
            return;
        bar.Value = progress.Fraction;
        bar.Description = Markup.Escape(PlainScreen.ShortText(progress));
    }

    public void Say(string line) => console.WriteLine(line);
}
